@NullMarked
package org.socle.fleet.overview;

import org.jspecify.annotations.NullMarked;
