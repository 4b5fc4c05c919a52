/** Reports that write themselves: what is handed over to people who never open Socle. On screen, on paper and as tagged PDF. */
@NullMarked
package org.socle.fleet.report;

import org.jspecify.annotations.NullMarked;
