package org.socle.contract;

import org.socle.contract.catalogue.Resource;

/**
 * One value of one resource.
 *
 * @param resource what was read
 * @param instance instance of its object, 0 to 65534
 * @param offset seconds from the pack's time, 0 or negative for readings taken before the pack was closed
 * @param value a {@link Long}, {@link Double}, {@link String} or {@link Boolean}, as the resource's type asks
 */
public record Sample(Resource resource, int instance, double offset, Object value) {}
