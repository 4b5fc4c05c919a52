@NullMarked
package org.socle.fleet.reading;

import org.jspecify.annotations.NullMarked;
