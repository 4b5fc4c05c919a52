package org.socle.fleet.enrolment;

import java.util.List;
import java.util.function.Supplier;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.intake.Flood;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.web.Frame;

/** Machines that send more than they may, for who can cut them off. Thread-safe. */
public final class Floods {
    private static final int MOST = 5;

    private final Machines machines;
    private final Supplier<List<Flood>> floods;

    /** @param floods those there are now, the worst first */
    public Floods(Machines machines, Supplier<List<Flood>> floods) {
        this.machines = machines;
        this.floods = floods;
    }

    /**
     * One machine.
     *
     * @param refused how many messages were not taken in, in words
     */
    public record Line(String name, String path, String refused) {}

    /** Those that a viewer sees and may cut off. */
    public List<Line> lines(Viewer viewer, Frame frame) {
        if (!viewer.may(Permission.ENROL)) {
            return List.of();
        }
        return floods.get().stream()
                .flatMap(flood -> machines.find(viewer.scope(), flood.device()).stream()
                        .filter(machine -> machine.keptOut() == null)
                        .map(machine -> new Line(
                                machine.displayName(),
                                MachinePath.of(machine.deviceId()),
                                flood.refused() == 0
                                        ? frame.text("flood.much")
                                        : frame.text("flood.refused", flood.refused()))))
                .limit(MOST)
                .toList();
    }
}
