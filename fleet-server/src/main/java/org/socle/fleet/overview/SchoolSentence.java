package org.socle.fleet.overview;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.machine.Status;
import org.socle.fleet.web.Frame;

/** A place's machines in one sentence: "28 machines of 30 work: 1 down, 1 silent." */
final class SchoolSentence {
    private SchoolSentence() {}

    /** The worst status there is. */
    static Status worst(Map<Status, Integer> counts) {
        return Stream.of(Status.DOWN, Status.SILENT, Status.WATCH)
                .filter(status -> counts.getOrDefault(status, 0) > 0)
                .findFirst()
                .orElse(Status.OK);
    }

    static String of(Map<Status, Integer> counts, Frame frame) {
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        int broken = counts.getOrDefault(Status.DOWN, 0) + counts.getOrDefault(Status.SILENT, 0);
        if (total == 0) {
            return frame.text("school.sentence.none");
        }
        String troubled = Stream.of(Status.DOWN, Status.SILENT, Status.WATCH)
                .filter(status -> counts.getOrDefault(status, 0) > 0)
                .map(status -> frame.text("today.sentence." + status.word(), counts.getOrDefault(status, 0)))
                .collect(Collectors.joining(frame.text("list.comma")));
        return troubled.isEmpty()
                ? frame.text("school.sentence.ok", total)
                : frame.text("school.sentence", total - broken, total, troubled);
    }
}
