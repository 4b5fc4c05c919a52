package org.socle.fleet.reading;

import java.time.Instant;
import org.socle.contract.catalogue.Resource;

/**
 * One value with its time.
 *
 * @param instance instance of the resource's object, from 0
 * @param value Long, Double, String or Boolean, as the resource's type says
 * @param at when it was read, by the machine's clock or resolved at arrival
 */
public record Reading(Resource resource, int instance, Object value, Instant at) {}
