package org.socle.fleet.app;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.socle.fleet.access.Who;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.store.Database;

/** Tells the audit log what was taken as it is while the database could not be asked. Stateless. */
final class Adopted {
    private Adopted() {}

    /**
     * Adds an entry for each.
     *
     * @param adopted {@code part by user}
     */
    static void record(List<String> adopted, Database database, Clock clock) {
        Audit audit = new Audit(database, clock);
        for (String each : adopted) {
            int by = each.indexOf(" by ");
            database.writing(handle -> audit.record(
                    handle,
                    Who.cli(each.substring(by + 4)),
                    Action.PART_ADOPTED,
                    Subject.server(),
                    Map.of("part", each.substring(0, by))));
        }
    }
}
