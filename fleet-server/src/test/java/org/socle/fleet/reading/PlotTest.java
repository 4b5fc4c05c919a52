package org.socle.fleet.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlotTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(1));

    private static Point at(int minutes, double value) {
        return new Point(START.plus(Duration.ofMinutes(minutes)), 1, value, value, value, value);
    }

    private static Plot raw(Instant heard, Point... points) {
        return Plot.of(new History(List.of(points), Step.RAW, START, END, heard), 144, 100, true);
    }

    @Test
    void aValueHoldsUntilTheNext() {
        // 144 pixels a day: one for ten minutes. Heard of last after ten hours.
        Plot plot = raw(START.plus(Duration.ofHours(10)), at(0, 20), at(120, 50), at(300, 10));

        assertThat(plot.line()).isEqualTo("M0 80H1H12L12 50H13H30L30 90H31H60");
    }

    @Test
    void silenceIsAGapNotALine() {
        // More than six and a half hours without a word: the full snapshot did not come.
        Plot plot = raw(START.plus(Duration.ofMinutes(1000)), at(0, 20), at(900, 50));

        assertThat(plot.line()).isEqualTo("M0 80H1M90 50H91H100");
    }

    @Test
    void anHourIsDrawnAsItsMeanWithItsSpan() {
        Point hour = new Point(START, 4, 10, 20, 60, 30);
        Plot plot = Plot.of(
                new History(List.of(hour), Step.HOUR, START, END, START.plus(Duration.ofHours(2))), 144, 100, true);

        assertThat(plot.line()).isEqualTo("M0 80H6V70H12");
        assertThat(plot.band()).isEqualTo("M0 40H6V90H0Z");
    }

    @Test
    void readingsTooCloseToTellApartBecomeOne() {
        Plot plot = raw(END, at(0, 20), at(5, 60), at(15, 40));

        assertThat(plot.line()).startsWith("M0 60H1");
        assertThat(plot.band()).isEqualTo("M0 40H2V80H0Z");
    }

    @Test
    void percentagesKeepTheirScaleAndOthersGetRoundNumbers() {
        assertThat(raw(END, at(0, 41)).levels()).containsExactly(0.0, 25.0, 50.0, 75.0, 100.0);
        Plot heat = Plot.of(new History(List.of(at(0, 41.5), at(60, 58)), Step.RAW, START, END, END), 144, 100, false);
        assertThat(heat.low()).isEqualTo(40);
        assertThat(heat.high()).isEqualTo(60);
        Plot flat = Plot.of(new History(List.of(at(0, 0)), Step.RAW, START, END, END), 144, 100, false);
        assertThat(flat.high()).isGreaterThan(flat.low());
    }

    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    @Property(tries = 300)
    void nothingIsDrawnOutsideTheBox(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 1439) Integer> minutes,
            @ForAll @DoubleRange(min = -1e12, max = 1e12) double scale) {
        List<Point> points = new ArrayList<>();
        minutes.stream().sorted().forEach(minute -> points.add(at(minute, minute % 7 * scale)));
        Plot plot = Plot.of(new History(points, Step.RAW, START, END, END), 640, 180, false);

        for (String path : List.of(plot.line(), plot.band())) {
            Matcher matcher = NUMBER.matcher(path);
            while (matcher.find()) {
                assertThat(Integer.parseInt(matcher.group())).isBetween(0, 642);
            }
        }
        assertThat(plot.levels()).isSorted().doesNotHaveDuplicates();
    }
}
