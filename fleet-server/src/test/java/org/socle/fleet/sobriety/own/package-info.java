@NullMarked
package org.socle.fleet.sobriety.own;

import org.jspecify.annotations.NullMarked;
