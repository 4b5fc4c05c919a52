package org.socle.simulator;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Machine;
import org.socle.contract.catalogue.Processor;
import org.socle.edge.probe.Readings;

/** What a machine says of itself once a start. */
final class FixedReadings {
    /** Of all simulated machines. */
    static final String AGENT_VERSION = "0.1.0";

    /**
     * An operating system.
     *
     * @param supportEnd the last day of security updates
     */
    private record System(String name, String version, String kernel, LocalDate supportEnd) {}

    private static final System DEBIAN =
            new System("Debian GNU/Linux", "13", "6.12.48+deb13-amd64", LocalDate.of(2030, 6, 30));
    private static final System DEBIAN_ON_PI =
            new System("Debian GNU/Linux", "13", "6.12.47+rpt-rpi-v8", LocalDate.of(2030, 6, 30));
    private static final System UBUNTU_OF_2020 =
            new System("Ubuntu", "20.04", "5.4.0-216-generic", LocalDate.of(2025, 5, 31));

    private FixedReadings() {}

    private static System system(SimulatedMachine machine, boolean old) {
        if (old) {
            return UBUNTU_OF_2020;
        }
        return machine.kind() == Kind.TOTEM ? DEBIAN_ON_PI : DEBIAN;
    }

    /** The end of its system's support, in seconds since 1970. */
    static long supportEnd(SimulatedMachine machine, boolean old) {
        return system(machine, old).supportEnd.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** Who it is. */
    static Readings identity(SimulatedMachine machine, Chance chance, boolean old) {
        Kind kind = machine.kind();
        System system = system(machine, old);
        Readings out = new Readings();
        out.put(Device.MANUFACTURER, kind.manufacturer);
        out.put(Device.MODEL, chance.of("model").pick(kind.models));
        out.put(Device.SERIAL_NUMBER, String.format(Locale.ROOT, "DEMO-%04d", machine.number() + 1));
        out.put(Device.TYPE, kind.type);
        out.put(Machine.HOST_NAME, machine.name());
        out.put(Machine.OS_NAME, system.name);
        out.put(Machine.OS_VERSION, system.version);
        out.put(Machine.KERNEL, system.kernel);
        out.put(Machine.ARCHITECTURE, kind == Kind.TOTEM ? "aarch64" : "x86_64");
        return out;
    }

    /**
     * The agent.
     *
     * @param processorTime seconds since it started
     */
    static Readings agent(double processorTime) {
        Readings out = new Readings();
        out.put(Agent.VERSION, AGENT_VERSION);
        out.put(Agent.PROCESSOR_TIME, Math.round(processorTime));
        return out;
    }

    /** The processor as it is sold. */
    static void processor(Kind kind, Readings out) {
        out.put(Processor.MODEL, kind.processor);
        out.put(Processor.CORES, (long) kind.board.cores());
        out.put(Processor.THREADS, (long) kind.board.threads());
        out.put(Processor.MAX_FREQUENCY, (long) kind.board.mhz());
    }

    /** What its energy is reckoned with. */
    static void model(Kind kind, Readings out) {
        out.put(EnergyModel.IDLE, kind.board.idle());
        out.put(EnergyModel.FULL, kind.board.full());
        out.put(EnergyModel.SLEEP, kind.sleep);
        out.put(EnergyModel.BASIS, "kind");
        out.put(EnergyModel.UNCERTAINTY, Math.round(100 * kind.modelUncertainty));
    }
}
