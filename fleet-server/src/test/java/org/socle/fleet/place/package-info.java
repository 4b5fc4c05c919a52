@NullMarked
package org.socle.fleet.place;

import org.jspecify.annotations.NullMarked;
