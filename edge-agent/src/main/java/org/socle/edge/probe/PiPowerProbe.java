package org.socle.edge.probe;

import java.util.Optional;
import org.socle.contract.catalogue.Processor;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

/**
 * What the firmware of a Raspberry Pi says of its power supply: the most frequent fault of a totem. The bits also tell
 * what happened since the start, so that a dip between two reads is not lost.
 *
 * <pre>
 * processor.under_voltage = true
 * processor.throttled = false
 * </pre>
 */
final class PiPowerProbe implements Probe {
    private static final String THROTTLED = "sys/devices/platform/soc/soc:firmware/get_throttled";
    private static final long UNDER_VOLTAGE = 1 | 1 << 16;
    private static final long SLOWED = 1 << 2 | 1 << 18;

    private static final String HWMON = "sys/class/hwmon/";

    private final SysFs files;

    /** The driver's alarm clears when it is read. */
    private boolean dipped;

    PiPowerProbe(SysFs files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "pi_power";
    }

    @Override
    public boolean present() {
        return bits().isPresent() || alarm().isPresent();
    }

    /** The same from the kernel's own driver, where the firmware is not asked: a dip since the last look. */
    private Optional<Boolean> alarm() {
        return files.list(HWMON).stream()
                .filter(chip -> files.read(HWMON + chip + "/name").orElse("").equals("rpi_volt"))
                .flatMap(chip -> files.readLong(HWMON + chip + "/in0_lcrit_alarm").stream())
                .map(set -> set != 0)
                .findFirst();
    }

    private Optional<Long> bits() {
        return files.read(THROTTLED).flatMap(PiPowerProbe::parse);
    }

    /** Written without {@code 0x}. */
    static Optional<Long> parse(String text) {
        return Numbers.whole(text.startsWith("0x") ? text : "0x" + text)
                .filter(bits -> bits >= 0 && !Numbers.placeholder(bits));
    }

    @Override
    public void read(Readings out) {
        Optional<Long> bits = bits();
        if (bits.isPresent()) {
            out.put(Processor.UNDER_VOLTAGE, (bits.get() & UNDER_VOLTAGE) != 0);
            out.put(Processor.THROTTLED, (bits.get() & SLOWED) != 0);
            return;
        }
        Optional<Boolean> alarm = alarm();
        dipped |= alarm.orElse(false);
        out.putIf(Processor.UNDER_VOLTAGE, alarm.map(now -> dipped));
        out.absent(Processor.THROTTLED, Why.LOOKED, THROTTLED);
    }
}
