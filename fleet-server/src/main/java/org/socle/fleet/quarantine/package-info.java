/** The page of messages that broke the server. Flows in: what the intake set aside; out: looks, replays, deletions. */
@NullMarked
package org.socle.fleet.quarantine;

import org.jspecify.annotations.NullMarked;
