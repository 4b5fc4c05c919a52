@NullMarked
package org.socle.fleet.connectivity;

import org.jspecify.annotations.NullMarked;
