/** What a viewer sees, and how every query is held to it. */
@NullMarked
package org.socle.fleet.scope;

import org.jspecify.annotations.NullMarked;
