@NullMarked
package org.socle.fleet.scope;

import org.jspecify.annotations.NullMarked;
