package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socle.contract.catalogue.Printer;
import org.socle.edge.source.Commands;

/**
 * Printers, as CUPS tells. How many jobs wait, never whose or what. Runs only where the settings enable it.
 *
 * <pre>
 * printer.state[salle-3] = stopped
 * printer.queued[salle-3] = 2 count
 * </pre>
 */
final class PrinterProbe implements Probe {
    private static final String LPSTAT = "lpstat";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern PRINTER = Pattern.compile("printer (\\S+) (?:is |now )?(idle|printing|disabled).*");

    private final Commands commands;

    PrinterProbe(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "printer";
    }

    @Override
    public boolean present() {
        return commands.available(LPSTAT);
    }

    @Override
    public boolean slow() {
        return true;
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void read(Readings out) throws IOException {
        Map<String, String> printers =
                printers(commands.run(List.of(LPSTAT, "-p"), PATIENCE).stdout());
        if (printers.isEmpty()) {
            return;
        }
        List<String> jobs =
                commands.run(List.of(LPSTAT, "-o"), PATIENCE).stdout().lines().toList();
        printers.forEach((name, state) -> {
            out.put(Printer.STATE, name, state);
            out.put(
                    Printer.QUEUED,
                    name,
                    jobs.stream().filter(job -> of(job, name)).count());
        });
    }

    /** Lines as {@code printer salle-3 disabled since …} and {@code printer salle-3 is idle.  enabled since …}. */
    static Map<String, String> printers(String lpstat) {
        Map<String, String> printers = new LinkedHashMap<>();
        lpstat.lines().map(PRINTER::matcher).filter(Matcher::matches).forEach(line -> {
            String state = line.group(2).equals("disabled") ? "stopped" : line.group(2);
            printers.put(line.group(1), state);
        });
        return printers;
    }

    /** A job is called {@code salle-3-117}; only its printer is looked at. */
    private static boolean of(String job, String printer) {
        return job.matches(Pattern.quote(printer) + "-\\d+ .*");
    }
}
