/**
 * Pages and calls of the API that show of everything a little: the day, a machine, a school, a room. They ask all slices and no slice
 * asks them.
 */
@NullMarked
package org.socle.fleet.overview;

import org.jspecify.annotations.NullMarked;
