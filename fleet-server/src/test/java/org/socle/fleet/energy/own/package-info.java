@NullMarked
package org.socle.fleet.energy.own;

import org.jspecify.annotations.NullMarked;
