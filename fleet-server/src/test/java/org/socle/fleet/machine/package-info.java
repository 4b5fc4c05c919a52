@NullMarked
package org.socle.fleet.machine;

import org.jspecify.annotations.NullMarked;
