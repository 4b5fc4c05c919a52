package org.socle.fleet.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One line of the log.
 *
 * @param details what else is known, in the order it was told
 */
public record Entry(long id, Instant at, Who who, Action action, Subject subject, Map<String, String> details) {}
