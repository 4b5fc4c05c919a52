package org.socle.fleet.demo;

import java.util.List;
import java.util.function.Consumer;
import org.socle.fleet.intake.Incoming;
import org.socle.simulator.ClassHours;
import org.socle.simulator.Fault;
import org.socle.simulator.Faults;
import org.socle.simulator.Fleet;
import org.socle.simulator.Message;
import org.socle.simulator.Rhythm;
import org.socle.simulator.Simulation;

/** The simulated fleet a mark tells of. */
final class DemoFleet {
    /** As many as its faults need. */
    static final int SCHOOLS = 12;

    private DemoFleet() {}

    static Fleet of(DemoMark mark) {
        return Fleet.of(mark.seed(), mark.schools());
    }

    /** The fleet at its origin. */
    static Simulation simulation(DemoMark mark, ClassHours hours, Rhythm rhythm, Consumer<Message> messages) {
        Fleet fleet = of(mark);
        List<Fault> faults =
                mark.schools() < SCHOOLS ? List.of() : Faults.planted(fleet, hours, mark.origin(), mark.made());
        return new Simulation(fleet, hours, faults, mark.origin(), rhythm, messages);
    }

    static Incoming incoming(Message message) {
        return new Incoming(message.topic(), message.payload(), message.contentType(), message.at());
    }
}
