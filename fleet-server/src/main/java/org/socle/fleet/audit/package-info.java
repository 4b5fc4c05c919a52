/** The audit log: who did what to which machine, place or account, when. Append-only. */
@NullMarked
package org.socle.fleet.audit;

import org.jspecify.annotations.NullMarked;
