/**
 * From changes to the server: the reporter decides what is worth sending, the outbox keeps it on disk, the sender hands
 * it over and forgets it once the broker has acknowledged it. Flows in: changes of the tree; out: MQTT messages.
 */
@NullMarked
package org.socle.edge.publish;

import org.jspecify.annotations.NullMarked;
