package org.socle.edge.probe;

import java.util.Comparator;
import java.util.Optional;
import org.socle.edge.probe.energy.PowerFigures;
import org.socle.edge.probe.energy.PowerFigures.Board;
import org.socle.edge.probe.energy.PowerFigures.Machine;
import org.socle.edge.probe.energy.PowerModel;
import org.socle.edge.probe.energy.PowerModel.Basis;
import org.socle.edge.source.SysFs;

/** What a machine that nobody metered probably draws, by its kind: figures and sources are in {@code power/*.csv}. */
final class PowerModels {
    private static final double FULL_LOAD_OF_DESIGN = 0.90;
    private static final String LIMIT = "sys/class/powercap/intel-rapl:0/constraint_0_max_power_uw";
    private static final double MICRO = 1e-6;

    /** No processor of a school PC is designed for less or more, watts; firmware that says so does not know. */
    private static final double LEAST_LIMIT = 3;

    private static final double MOST_LIMIT = 200;

    private PowerModels() {}

    /**
     * A machine's model, and its built-in screen.
     *
     * @param screen watts the built-in screen adds, 0 without one
     */
    record Default(PowerModel model, double screen) {}

    /** Empty for a machine of which nothing is known, or which is none, such as a virtual one. */
    static Optional<Default> of(SysFs files) {
        Optional<String> board = files.read("proc/device-tree/model");
        if (board.isPresent()) {
            return board(board.get());
        }
        return new IdentityProbe(files).type().flatMap(kind -> kind(kind, limit(files)));
    }

    private static Optional<Default> board(String model) {
        return PowerFigures.boards().stream()
                .filter(board -> model.startsWith(board.model()))
                // The longest name that fits: a 400 is no 4.
                .max(Comparator.comparingInt(board -> board.model().length()))
                .map(PowerModels::board);
    }

    private static Default board(Board board) {
        return new Default(
                new PowerModel(board.idle(), board.full(), board.idle(), Basis.KIND, board.uncertainty()), 0);
    }

    private static Optional<Default> kind(String kind, Optional<Double> limit) {
        return PowerFigures.machine(kind).map(machine -> machine(machine, limit));
    }

    private static Default machine(Machine machine, Optional<Double> limit) {
        double full = machine.idle() + FULL_LOAD_OF_DESIGN * limit.orElse(machine.processor());
        Basis basis = limit.isPresent() ? Basis.PROCESSOR : Basis.KIND;
        return new Default(
                new PowerModel(machine.idle(), full, machine.sleep(), basis, machine.uncertainty()), machine.screen());
    }

    /** The power the processor is designed for, as its driver knows it; everybody may read this file. */
    private static Optional<Double> limit(SysFs files) {
        return files.readLong(LIMIT)
                .map(microwatts -> microwatts * MICRO)
                .filter(watts -> watts >= LEAST_LIMIT && watts <= MOST_LIMIT);
    }
}
