/** The process, and all that it is made of. Knows every room; no room knows it (docs/house.md). */
@NullMarked
package org.socle.fleet.app;

import org.jspecify.annotations.NullMarked;
