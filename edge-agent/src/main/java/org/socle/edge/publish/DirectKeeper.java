package org.socle.edge.publish;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.edge.publish.Entry.Stamp;

/** Hands each pack over at the moment it is closed, as the outbox would once a broker takes it. Nothing waits here. */
final class DirectKeeper implements PackKeeper {
    private final Consumer<Pack> packs;
    private long next;

    DirectKeeper(long first, Consumer<Pack> packs) {
        this.next = first;
        this.packs = packs;
    }

    @Override
    public synchronized long append(Stamp stamp, List<Sample> samples) {
        long sequence = next++;
        packs.accept(new Entry(sequence, stamp, samples).pack(SendTime.of(stamp, stamp, stamp.uptimeMillis())));
        return sequence;
    }

    @Override
    public void recover() {}

    @Override
    public String state() {
        return "disk";
    }

    @Override
    public Backlog backlog() {
        return Backlog.NONE;
    }

    @Override
    public Optional<Life> life() {
        return Optional.empty();
    }
}
