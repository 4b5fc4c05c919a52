package org.socle.fleet.maintenance;

import org.socle.fleet.device.Status;

/**
 * What a rule found on a machine.
 *
 * @param rule name of the rule, the key of its words: {@code rule.{name}} in the message files
 * @param severity {@link Status#WATCH} or {@link Status#DOWN}
 * @param instance name of the disk, volume or sensor; empty for the whole machine
 * @param value the figure that was judged, without unit; empty when there is none
 */
public record Finding(String rule, Status severity, String instance, String value) {}
