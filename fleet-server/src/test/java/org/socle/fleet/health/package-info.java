@NullMarked
package org.socle.fleet.health;

import org.jspecify.annotations.NullMarked;
