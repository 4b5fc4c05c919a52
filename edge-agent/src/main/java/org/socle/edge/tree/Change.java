package org.socle.edge.tree;

import java.time.Instant;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.socle.contract.catalogue.Resource;

/**
 * A value, as it became at a moment.
 *
 * @param resource what was read
 * @param instance instance of its object, 0 to 65534
 * @param value a {@link Long}, {@link Double}, {@link String} or {@link Boolean}, as the resource's type asks
 * @param at when it was read, by this machine's clock
 */
public record Change(Resource resource, int instance, Object value, Instant at) {

    public LwM2mPath path() {
        return resource.path(instance);
    }
}
