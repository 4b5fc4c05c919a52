@NullMarked
package org.socle.fleet.sobriety.bill;

import org.jspecify.annotations.NullMarked;
