package org.socle.fleet.finding.rule;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Kiosk;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Limits;
import org.socle.fleet.finding.Rule;
import org.socle.fleet.finding.Situation;
import org.socle.fleet.finding.Threshold;
import org.socle.fleet.reading.Snapshot;

/** A totem without its browser shows nothing to anybody; one without a screen neither. What is on the screen is nobody's business. */
public final class TotemRule implements Rule {
    private static final String BROWSER = "totem_browser";
    private static final String SCREEN = "totem_screen";

    @Override
    public List<String> names() {
        return List.of(BROWSER, SCREEN);
    }

    @Override
    public Duration patience(Limits limits) {
        return limits.length(Threshold.TOTEM_LASTS);
    }

    @Override
    public Stream<Finding> check(Situation situation) {
        return Stream.of(
                        missing(situation.now(), BROWSER, Kiosk.BROWSER),
                        missing(situation.now(), SCREEN, Kiosk.SCREEN))
                .flatMap(Stream::ofNullable);
    }

    private static @Nullable Finding missing(Snapshot now, String name, Resource resource) {
        return now.flag(resource, 0).orElse(true) ? null : Find.down(name, now, resource, 0);
    }
}
