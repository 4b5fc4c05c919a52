/** Tests of the demo: its fleet through the server's own intake, and that it never mixes with real data. */
@NullMarked
package org.socle.fleet.demo;

import org.jspecify.annotations.NullMarked;
