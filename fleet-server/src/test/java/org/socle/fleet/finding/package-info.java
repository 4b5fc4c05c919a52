@NullMarked
package org.socle.fleet.finding;

import org.jspecify.annotations.NullMarked;
