/** Incidents: one for each cause of trouble, opened and closed by the data, taken on by people. */
@NullMarked
package org.socle.fleet.incident;

import org.jspecify.annotations.NullMarked;
