/** Who asks, what they may, what they see, and how every query is held to it. Knows nothing else of the server. */
@NullMarked
package org.socle.fleet.access;

import org.jspecify.annotations.NullMarked;
