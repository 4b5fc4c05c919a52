package org.socle.edge.probe;

import java.util.List;
import java.util.Optional;
import org.socle.edge.source.Numbers;

/**
 * What {@code iw dev … station dump} says of the access point a card is connected to; neither its address nor its name.
 *
 * @param speed Mbit/s at which the card sends
 * @param signal dBm
 * @param retries sends that had to be repeated, each time they were
 * @param failedSends sends that were repeated until the card gave up
 */
record WifiStation(Optional<Long> speed, Optional<Long> signal, Optional<Long> retries, Optional<Long> failedSends) {
    static final WifiStation UNKNOWN =
            new WifiStation(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Lines such as {@code tx bitrate: 72.2 MBit/s MCS 7 short GI}. */
    static WifiStation parse(String dump) {
        List<String> lines = dump.lines().map(String::strip).toList();
        return new WifiStation(
                first(lines, "tx bitrate:").map(Math::round).filter(speed -> speed > 0),
                first(lines, "signal:").map(Math::round).filter(level -> level >= -110 && level < 0),
                first(lines, "tx retries:").map(Math::round).filter(count -> count >= 0),
                first(lines, "tx failed:").map(Math::round).filter(count -> count >= 0));
    }

    private static Optional<Double> first(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s", 2)[0])
                .flatMap(word -> Numbers.decimal(word).stream())
                .findFirst();
    }
}
