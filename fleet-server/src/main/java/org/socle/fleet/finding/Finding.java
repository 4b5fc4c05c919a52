package org.socle.fleet.finding;

import org.socle.contract.catalogue.Resource;
import org.socle.fleet.machine.Status;

/**
 * What a rule found on a machine.
 *
 * @param rule name of the rule, the key of its words: {@code rule.{name}} in the message files
 * @param severity {@link Status#WATCH} or {@link Status#DOWN}
 * @param evidence the reading that gave it away
 * @param instance of the evidence, from 0
 * @param name what people call the disk, volume or sensor; empty for the whole machine
 * @param value of the evidence, as {@link String#valueOf} writes it
 */
public record Finding(String rule, Status severity, Resource evidence, int instance, String name, String value) {}
