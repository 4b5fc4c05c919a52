package org.socle.edge.tree;

import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Resource;

/**
 * One value as it was read, before its instance has a number.
 *
 * @param resource what was read
 * @param instanceName which of several, null when the object has one instance
 * @param value a {@link Long}, {@link Double}, {@link String} or {@link Boolean}, as the resource's type asks
 */
public record Reading(Resource resource, @Nullable String instanceName, Object value) {}
