package org.socle.fleet.intake;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;
import org.socle.contract.catalogue.Device;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.fleet.energy.PowerTable;
import org.socle.fleet.reading.Snapshot;

/** Keeps the models of machines' power, from which machines of the same model learn. */
final class Learn implements Step {
    private final PowerTable models;

    Learn(PowerTable models) {
        this.models = models;
    }

    @Override
    public void handle(Arrival arrival, Handle handle) {
        Snapshot now = arrival.snapshot;
        if (arrival.pack == null
                || now == null
                || arrival.pack.samples().stream()
                        .noneMatch(sample -> sample.resource().family().equals(EnergyModel.BASIS.family()))) {
            return;
        }
        Optional<String> manufacturer = now.text(Device.MANUFACTURER);
        Optional<String> model = now.text(Device.MODEL);
        Optional<String> basis = now.text(EnergyModel.BASIS);
        OptionalDouble idle = now.number(EnergyModel.IDLE, 0);
        OptionalDouble full = now.number(EnergyModel.FULL, 0);
        if (manufacturer.isPresent()
                && model.isPresent()
                && basis.isPresent()
                && idle.isPresent()
                && full.isPresent()
                && idle.getAsDouble() > 0
                && full.getAsDouble() >= idle.getAsDouble()) {
            models.put(
                    handle,
                    requireNonNull(arrival.machine).id(),
                    manufacturer.get(),
                    model.get(),
                    basis.get(),
                    idle.getAsDouble(),
                    full.getAsDouble());
        }
    }
}
