package org.socle.fleet.overview;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.socle.fleet.connectivity.LineSpeed;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.web.Frame;

/**
 * A school's line in words.
 *
 * @param sentence how fast it is both ways, and what that is worth
 * @param measured how long ago that was found; empty when it never was
 * @param date the same as a date
 * @param machine name of the machine that found it; empty when it is not seen here any more, likewise its address
 */
public record LineText(String sentence, String measured, String date, String machine, String href) {

    /**
     * Puts a line into words.
     *
     * @param machines finds a machine that is seen
     */
    static LineText of(Optional<LineSpeed> line, Function<UUID, Optional<Machine>> machines, Frame frame) {
        if (line.isEmpty()) {
            return new LineText(frame.text("school.line.none"), "", "", "", "");
        }
        LineSpeed speed = line.get();
        Optional<Machine> machine = machines.apply(speed.device());
        return new LineText(
                frame.text(
                        "school.line",
                        mbit(speed.down(), frame),
                        mbit(speed.up(), frame),
                        frame.text("speed.band." + speed.band().word())),
                frame.format().ago(speed.at()),
                frame.format().dateTime(speed.at()),
                machine.map(Machine::displayName).orElse(""),
                machine.map(found -> MachinePath.of(found.deviceId())).orElse(""));
    }

    private static String mbit(double value, Frame frame) {
        // A tenth more or less is noise from ten on.
        return frame.format().number(value < 10 ? value : Math.rint(value), "Mbit/s");
    }
}
