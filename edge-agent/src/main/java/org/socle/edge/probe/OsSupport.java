package org.socle.edge.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.socle.edge.source.SysFs;

/**
 * The last day a release of the system gets security updates. In this order: what the release itself says
 * ({@code SUPPORT_END} in os-release), what the machine's own distro-info says, which its updates keep current, and the copy
 * of it that comes with the agent. Paid extensions do not count.
 */
final class OsSupport {
    private static final String DISTRO_INFO = "usr/share/distro-info/";

    private OsSupport() {}

    /** Midnight UTC at the start of that day, in seconds since 1970; empty when nobody knows. */
    static Optional<Long> end(SysFs files) {
        List<String> release =
                files.exists("etc/os-release") ? files.lines("etc/os-release") : files.lines("usr/lib/os-release");
        Optional<LocalDate> said = SystemProbe.field(release, "SUPPORT_END").flatMap(OsSupport::day);
        return said.or(() -> family(release)
                        .flatMap(family -> SystemProbe.field(release, "VERSION_ID")
                                .flatMap(version -> day(files.lines(DISTRO_INFO + family + ".csv"), version)
                                        .or(() -> day(shipped(family), version)))))
                .map(day -> day.toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC));
    }

    /** Debian and Ubuntu themselves, and Raspberry Pi OS, which follows Debian; not what merely derives from them. */
    private static Optional<String> family(List<String> release) {
        return SystemProbe.field(release, "ID").flatMap(id -> switch (id) {
            case "debian", "raspbian" -> Optional.of("debian");
            case "ubuntu" -> Optional.of("ubuntu");
            default -> Optional.empty();
        });
    }

    /** From a table of distro-info: the end of long-term support where there is one, of support otherwise. */
    private static Optional<LocalDate> day(List<String> table, String version) {
        if (table.isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = cells(table.get(0));
        for (String line : table) {
            List<String> cells = cells(line);
            // "24.04 LTS"
            if (cells.get(0).split(" ", 2)[0].equals(version)) {
                Optional<LocalDate> extended = cell(cells, columns.indexOf("eol-lts"));
                return extended.or(() -> cell(cells, columns.indexOf("eol")));
            }
        }
        return Optional.empty();
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split(",", -1));
    }

    private static Optional<LocalDate> cell(List<String> cells, int column) {
        return column < 0 || column >= cells.size() ? Optional.empty() : day(cells.get(column));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static List<String> shipped(String family) {
        String name = "/distro-info/" + family + ".csv";
        try (InputStream in = Objects.requireNonNull(OsSupport.class.getResourceAsStream(name), name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
