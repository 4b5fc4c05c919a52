package org.socle.edge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.socle.edge.probe.Absence;
import org.socle.edge.probe.Obstacle;
import org.socle.edge.probe.Probe;
import org.socle.edge.probe.ProbeState;

/**
 * What {@code doctor} says of one probe:
 *
 * <pre>
 * updates      ok: 1 value
 *              – Updates waiting, of which security updates: no /var/lib/dpkg/status here
 * storage      program missing: 6 values
 *              smartctl is not installed
 *              → sudo apt install smartmontools
 * </pre>
 */
final class Diagnosis {
    private static final int NAME_WIDTH = 12;
    private static final String INDENT = " ".repeat(NAME_WIDTH + 1);

    private final Messages messages;
    private final Probe probe;
    private final Optional<ProbeState> state;
    private final List<Obstacle> obstacles;

    Diagnosis(Messages messages, Probe probe, Optional<ProbeState> state) {
        this.messages = messages;
        this.probe = probe;
        this.state = state;
        this.obstacles = state.isEmpty() ? List.of() : probe.obstacles();
    }

    /** Whether all is read that there is. */
    boolean complete() {
        return obstacles.isEmpty()
                && state.filter(known -> known != ProbeState.OK).isEmpty();
    }

    /**
     * In the order people read.
     *
     * @param values how many were read
     * @param reason why the read failed, in whole or in part; empty when it did not
     */
    List<String> lines(int values, List<Absence> absences, String reason) {
        List<String> lines = new ArrayList<>();
        List<String> reasons = reasons(absences);
        boolean ok = state.isEmpty() || state.get() == ProbeState.OK;
        if (ok && values == 0 && obstacles.isEmpty()) {
            // All of it is missing: the reason stands for the whole, under the name of what is missing where it is
            // told.
            lines.add(line(
                    probe.name(),
                    messages.text(
                            "doctor.absent",
                            reasons.isEmpty()
                                    ? messages.text("absent." + probe.absentAs())
                                    : String.join("; ", reasons))));
            return lines;
        }
        lines.add(line(
                probe.name(),
                messages.text("doctor." + state.map(ProbeState::word).orElse("ok"), values, reason)));
        for (Obstacle obstacle : obstacles) {
            lines.add(INDENT
                    + messages.text("obstacle." + obstacle.kind().name().toLowerCase(Locale.ROOT), obstacle.subject()));
            lines.add(INDENT
                    + "→ "
                    + messages.text("remedy." + obstacle.remedy().name().toLowerCase(Locale.ROOT), obstacle.subject()));
        }
        reasons.forEach(told -> lines.add(INDENT + "– " + told));
        return lines;
    }

    /** One line for each reason, with all that is missing for it. */
    private List<String> reasons(List<Absence> absences) {
        Map<String, List<String>> missing = new LinkedHashMap<>();
        for (Absence absence : absences) {
            String label = absence.resource().label().in(messages.locale());
            String instance = absence.instance() == null ? "" : " (" + absence.instance() + ")";
            missing.computeIfAbsent(why(absence), why -> new ArrayList<>()).add(label + instance);
        }
        return missing.entrySet().stream()
                .map(entry -> messages.text(
                        "doctor.missing",
                        entry.getValue().stream().distinct().collect(Collectors.joining(", ")),
                        entry.getKey()))
                .toList();
    }

    private String why(Absence absence) {
        return messages.text("why." + absence.why().name().toLowerCase(Locale.ROOT), absence.subject(), absence.said());
    }

    static String line(String name, String text) {
        return name + " ".repeat(Math.max(1, NAME_WIDTH + 1 - name.length())) + text;
    }
}
