package org.socle.fleet.finding.forecast;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.web.Frame;

/**
 * A forecast in words.
 *
 * @param sentence when, and between when and when; or why there is no date
 * @param basis what it rests on; empty without a date
 */
public record ForecastText(String sentence, String basis) {

    /** Puts a forecast into words. */
    public static ForecastText of(Limit limit, Forecast forecast, Frame frame) {
        if (forecast.verdict() != Forecast.Verdict.DATE) {
            return new ForecastText(
                    frame.text(
                            "forecast.none." + forecast.verdict().word(),
                            Drift.LEAST_DAYS,
                            Drift.LEAST_SPAN / 7,
                            forecast.days(),
                            forecast.last() == null ? "" : day(forecast.last(), frame)),
                    "");
        }
        return new ForecastText(
                frame.text(
                        "forecast." + limit.word(),
                        day(forecast.likely(), frame),
                        day(forecast.earliest(), frame),
                        day(forecast.latest(), frame),
                        frame.format().plain(forecast.limit(), 0)),
                frame.text(forecast.ofClass() ? "forecast.basis.class" : "forecast.basis", forecast.days()));
    }

    private static String day(@Nullable LocalDate day, Frame frame) {
        return frame.format().day(Objects.requireNonNull(day, "a forecast with a date has all three"));
    }
}
