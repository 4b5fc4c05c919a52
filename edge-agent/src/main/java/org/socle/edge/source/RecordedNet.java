package org.socle.edge.source;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The net of a captured machine: a file {@code net} of lines {@code what = answer}. Times are in milliseconds, {@code -} for
 * a try that failed.
 *
 * <pre>
 * dns = 14
 * portal = none
 * server = ok direct 38
 * service ENT = ok proxied 24 25 - 26
 * </pre>
 */
public final class RecordedNet implements Net {
    private static final String SERVICE = "service ";

    private final SysFs machine;

    public RecordedNet(SysFs machine) {
        this.machine = machine;
    }

    private Optional<String> answer(String what) {
        return machine.lines("net").stream()
                .filter(line -> line.startsWith(what + " = "))
                .map(line -> line.substring(what.length() + 3).strip())
                .findFirst();
    }

    @Override
    public List<String> services() {
        return machine.lines("net").stream()
                .filter(line -> line.startsWith(SERVICE))
                .map(line -> line.substring(SERVICE.length(), line.indexOf(" = ")))
                .toList();
    }

    @Override
    public Visit visit(String service) {
        return answer(SERVICE + service).map(RecordedNet::visited).orElseThrow();
    }

    @Override
    public Optional<Visit> server() {
        return answer("server").map(RecordedNet::visited);
    }

    private static Visit visited(String text) {
        List<String> words = List.of(text.split(" "));
        List<String> tries = words.subList(2, words.size());
        return new Visit(
                Outcome.valueOf(words.get(0).toUpperCase(Locale.ROOT)),
                words.get(1).equals("proxied"),
                tries.stream()
                        .filter(each -> !each.equals("-"))
                        .map(RecordedNet::millis)
                        .toList(),
                Math.max(1, tries.size()));
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }

    @Override
    public boolean leadsSomewhere() {
        return answer("server").isPresent() || answer("portal").isPresent();
    }

    @Override
    public Optional<Portal> portal() {
        return answer("portal").map(word -> Portal.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    @Override
    public Duration ask(String nameServer) throws IOException {
        return answer("dns").map(RecordedNet::millis).orElseThrow(() -> new IOException("no answer was captured"));
    }
}
