package org.socle.edge.probe;

import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Resource;

/**
 * A reading that could be there and is not, for {@code doctor}; nothing of it leaves the machine.
 *
 * @param resource what
 * @param instance of which instance; null when the object has a single one
 * @param why the reason
 * @param subject the file, program or device the reason speaks of
 * @param said what stands there; empty when the reason is another than that nobody could believe it
 */
public record Absence(Resource resource, @Nullable String instance, Why why, String subject, String said) {

    Absence(Resource resource, @Nullable String instance, Why why, String subject) {
        this(resource, instance, why, subject, "");
    }

    /** A number outside the catalogue's range. */
    static Absence impossible(Resource resource, @Nullable String instance, String said) {
        return new Absence(resource, instance, Why.IMPOSSIBLE, resource.rangeText(), said);
    }

    private Absence because(Why reason, String of, String saying) {
        return new Absence(resource, instance, reason, of, saying);
    }

    Absence because(Why reason, String of) {
        return because(reason, of, "");
    }

    Absence unbelieved(String file, String saying) {
        return because(Why.NOT_BELIEVED, file, saying);
    }
}
