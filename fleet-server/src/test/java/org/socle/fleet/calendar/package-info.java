@NullMarked
package org.socle.fleet.calendar;

import org.jspecify.annotations.NullMarked;
