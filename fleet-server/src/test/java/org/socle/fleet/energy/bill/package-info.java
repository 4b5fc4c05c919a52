@NullMarked
package org.socle.fleet.energy.bill;

import org.jspecify.annotations.NullMarked;
