package org.socle.edge.config;

import java.time.Duration;
import org.socle.contract.config.Settings;

/**
 * How often the agent reads and sends, table {@code [rhythm]}.
 *
 * @param sample between two reads; {@code sample}, 1 s to 1 h, default 60 s
 * @param send between two packs of changes; {@code send}, 1 s to 1 day, default 5 min
 * @param snapshot between two full reports; {@code snapshot}, 1 min to 7 days, default 6 h
 * @param liveEvery between two packs while somebody looks; {@code live_every}, 1 s to 5 min, default 5 s
 * @param liveFor how long live mode lasts unless renewed; {@code live_for}, 10 s to 1 day, default 10 min
 */
public record RhythmConfig(Duration sample, Duration send, Duration snapshot, Duration liveEvery, Duration liveFor) {

    static RhythmConfig of(Settings settings) {
        Duration second = Duration.ofSeconds(1);
        return new RhythmConfig(
                settings.duration("rhythm.sample", Duration.ofSeconds(60), second, Duration.ofHours(1)),
                settings.duration("rhythm.send", Duration.ofMinutes(5), second, Duration.ofDays(1)),
                settings.duration("rhythm.snapshot", Duration.ofHours(6), Duration.ofMinutes(1), Duration.ofDays(7)),
                settings.duration("rhythm.live_every", Duration.ofSeconds(5), second, Duration.ofMinutes(5)),
                settings.duration(
                        "rhythm.live_for", Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofDays(1)));
    }
}
