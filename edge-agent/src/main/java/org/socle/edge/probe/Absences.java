package org.socle.edge.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.socle.edge.source.SysFs;

/** Finds out why readings that were looked for in files are not there. */
public final class Absences {

    /** Of what a file says, as much as a line of a terminal takes. */
    private static final int MOST_SAID = 40;

    private Absences() {}

    /** The reasons of what one read did not give. */
    public static List<Absence> explain(Readings readings, SysFs files) {
        return readings.absences().stream()
                .map(absence -> absence.why() == Why.LOOKED ? look(absence, files) : absence)
                .toList();
    }

    /** A place is a path with {@code *}, and after a blank the start of the line that was looked for. */
    private static Absence look(Absence absence, SysFs files) {
        String[] place = absence.subject().split(" ", 2);
        List<String> paths = paths(place[0], files);
        List<String> there = paths.stream().filter(files::exists).toList();
        if (there.isEmpty()) {
            return absence.because(Why.NO_FILE, "/" + place[0]);
        }
        Optional<String> missing =
                paths.stream().filter(path -> !files.exists(path)).findFirst();
        if (missing.isPresent()) {
            return absence.because(Why.NO_FILE, "/" + missing.get());
        }
        Optional<String> denied = there.stream().filter(files::denied).findFirst();
        if (denied.isPresent()) {
            return absence.because(Why.FORBIDDEN, "/" + denied.get());
        }
        List<String> said = there.stream()
                .flatMap(path -> said(path, place, files).stream())
                .distinct()
                .toList();
        if (!said.isEmpty()) {
            return absence.unbelieved("/" + place[0], cut(String.join(", ", said)));
        }
        return place.length > 1
                ? absence.because(Why.NO_LINE, place[1] + " (/" + place[0] + ")")
                : absence.because(Why.NO_ANSWER, "/" + place[0]);
    }

    private static List<String> paths(String place, SysFs files) {
        List<String> paths = List.of("");
        for (String part : place.split("/", -1)) {
            List<String> longer = new ArrayList<>();
            Pattern names = Pattern.compile(
                    List.of(part.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*")));
            for (String path : paths) {
                if (part.contains("*")) {
                    files.list(path).stream()
                            .filter(name -> names.matcher(name).matches())
                            .forEach(name -> longer.add(path + "/" + name));
                } else {
                    longer.add(path.isEmpty() ? part : path + "/" + part);
                }
            }
            paths = longer;
        }
        return paths;
    }

    private static Optional<String> said(String path, String[] place, SysFs files) {
        return place.length > 1
                ? files.lines(path).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith(place[1]))
                        .findFirst()
                : files.read(path);
    }

    private static String cut(String said) {
        String line = said.lines().findFirst().orElse("").replaceAll("\\p{C}", "");
        return line.length() > MOST_SAID ? line.substring(0, MOST_SAID) + "…" : line;
    }
}
