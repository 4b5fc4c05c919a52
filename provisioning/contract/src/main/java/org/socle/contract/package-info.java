/**
 * The vocabulary both ends of Socle share: topics, packs, states and commands.
 *
 * <p>Depends on nothing of the agent or the server; whatever is declared here is what may travel.
 */
@NullMarked
package org.socle.contract;

import org.jspecify.annotations.NullMarked;
