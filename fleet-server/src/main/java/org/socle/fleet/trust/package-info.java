/** The server's own certificates: who it is to machines and browsers, whom it takes for a machine. */
@NullMarked
package org.socle.fleet.trust;

import org.jspecify.annotations.NullMarked;
