package org.socle.fleet.reading;

import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.web.Query;

/** Reads which reading an address asks for. */
public final class ReadingKey {
    private static final int MOST_INSTANCES = 65_534;

    private ReadingKey() {}

    /** The numeric resource that {@code key} names. */
    public static Resource of(Query query) {
        String key = query.text("key");
        return Catalogue.byKey(key)
                .filter(Resource::numeric)
                .orElseThrow(() -> Query.wrong(
                        "key",
                        key,
                        "the key of a reading that is a number is expected, such as processor.load; /about/data"
                                + " lists them all"));
    }

    /** The instance; 0 when it is missing. */
    public static int instance(Query query) {
        return query.number("instance", 0, 0, MOST_INSTANCES);
    }
}
