@NullMarked
package org.socle.fleet.statistics;

import org.jspecify.annotations.NullMarked;
