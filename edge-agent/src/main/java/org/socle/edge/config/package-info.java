/**
 * The agent's settings, one record for each concern.
 *
 * <p>In: {@code /etc/socle/agent.toml}, then the files of {@code agent.d} beside it in alphabetical order, each
 * overriding what came before. Out: an immutable {@link org.socle.edge.config.AgentConfig}, complete and valid; a value
 * out of range or a key nobody knows stops the start with the file, the key and what was meant.
 */
@NullMarked
package org.socle.edge.config;

import org.jspecify.annotations.NullMarked;
