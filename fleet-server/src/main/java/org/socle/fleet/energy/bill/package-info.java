/** What machines consumed, in kilowatt-hours, money and carbon, each with its uncertainty and its method: pages, API and files. */
@NullMarked
package org.socle.fleet.energy.bill;

import org.jspecify.annotations.NullMarked;
