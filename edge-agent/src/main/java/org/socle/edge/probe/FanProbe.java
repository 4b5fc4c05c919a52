package org.socle.edge.probe;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.socle.contract.catalogue.Fan;
import org.socle.edge.source.SysFs;

/**
 * Fans. A connector without a fan also says 0: only a fan seen turning can be seen to stand still.
 *
 * <pre>
 * fan.speed[dell_smm Processor Fan] = 1012 1/min
 * </pre>
 */
final class FanProbe implements Probe {

    /** Above this, a counter gave noise. */
    private static final long FASTEST = 30_000;

    private final SysFs files;
    private final Set<String> seenTurning = new HashSet<>();

    FanProbe(SysFs files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "fan";
    }

    @Override
    public boolean present() {
        return Hwmon.sensors(files, "fan").stream().anyMatch(fan -> speed(fan).isPresent());
    }

    @Override
    public void read(Readings out) {
        for (Hwmon.Sensor fan : Hwmon.sensors(files, "fan")) {
            out.putIf(Fan.SPEED, fan.name(), speed(fan), fan.path() + "input");
        }
    }

    private Optional<Long> speed(Hwmon.Sensor fan) {
        if (files.readLong(fan.path() + "fault").orElse(0L) != 0) {
            return Optional.empty();
        }
        Optional<Long> speed = files.readLong(fan.path() + "input").filter(value -> value >= 0 && value <= FASTEST);
        if (speed.isPresent() && speed.get() > 0) {
            seenTurning.add(fan.name());
        }
        return speed.filter(value -> value > 0 || seenTurning.contains(fan.name()));
    }
}
