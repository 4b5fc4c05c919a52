package org.socle.fleet.incident;

import java.util.List;
import java.util.stream.Stream;
import org.socle.fleet.finding.Rules;

/** Names of all causes of incidents, and what of them comes first. */
public final class Causes {
    private static final List<String> ALL = Stream.of(
                    Silence.CAUSES.stream().sorted(),
                    Rules.names().stream(),
                    RecordedTable.CAUSES.stream().sorted())
            .flatMap(names -> names)
            .toList();

    /** What matters more comes first: what stops a whole school, what will lose data, then the rest as the rules are listed. */
    private static final List<String> URGENT = List.of(
            Silence.SCHOOL, Silence.GROUP, "disk_failing", "filesystem_read_only", "filesystem_full", Silence.MACHINE);

    private Causes() {}

    /** All of them: silence, what rules find, what the server itself keeps. */
    public static List<String> all() {
        return ALL;
    }

    /** The smaller, the more urgent. */
    static int rank(String cause) {
        int rank = URGENT.indexOf(cause);
        return rank >= 0 ? rank : URGENT.size() + ALL.indexOf(cause);
    }
}
