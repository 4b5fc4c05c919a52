package org.socle.edge.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.ContractException;
import org.socle.contract.enrolment.EnrolmentBundle;
import org.socle.contract.enrolment.Hardware;
import org.socle.contract.enrolment.Hardware.Likeness;
import org.socle.edge.identity.Enroller.Joined;
import org.socle.edge.identity.Enroller.Outcome;
import org.socle.edge.identity.Enroller.Pending;
import org.socle.edge.probe.MachineFacts;
import org.socle.enrol.Identity;

/**
 * Keeps the machine's identity while the agent runs: joins when a bundle is found, renews the certificate after two thirds
 * of its life, learns of new roots once a week, and, when the disk has come into another machine, asks to be a machine of
 * its own. One thread; {@link #current} may be called from any.
 */
public final class IdentityKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityKeeper.class);
    private static final Duration LOOK = Duration.ofHours(1);
    private static final Duration LOOK_FOR_BUNDLE = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration ANCHORS = Duration.ofDays(7);

    private final IdentityStore store;
    private final Enroller enroller;
    private final MachineFacts facts;
    private final List<Path> bundles;
    private final InstantSource clock;
    private final Consumer<EnrolmentException> troubles;
    private final Thread thread = new Thread(this::run, "identity");
    private volatile @Nullable Enrolled current;
    private Consumer<Enrolled> arrived = enrolled -> {};

    /**
     * Prepares a keeper.
     *
     * @param bundles where a bundle may lie, in the order to look
     * @param troubles told why the machine cannot join or renew, each time it has tried
     */
    public IdentityKeeper(
            IdentityStore store,
            Enroller enroller,
            MachineFacts facts,
            List<Path> bundles,
            InstantSource clock,
            Consumer<EnrolmentException> troubles) {
        this.store = store;
        this.enroller = enroller;
        this.facts = facts;
        this.bundles = bundles;
        this.clock = clock;
        this.troubles = troubles;
    }

    /** The identity as it is now; empty while the machine has none of its own. */
    public Optional<Enrolled> current() {
        return Optional.ofNullable(current);
    }

    /**
     * Loads the identity.
     *
     * @return whether the disk has just come from another machine, and what is kept on it is that machine's
     * @throws UncheckedIOException when there is an identity that cannot be used
     */
    public boolean load() {
        Optional<Enrolled> kept = store.load();
        if (kept.isPresent() && isOtherHardware(kept.get())) {
            LOG.warn(
                    "this is other hardware than joined as {}: the disk was copied or moved",
                    kept.get().device());
            return store.markCopied();
        }
        current = kept.orElse(null);
        return false;
    }

    /**
     * Starts keeping.
     *
     * @param identity told once, as soon as the machine has an identity of its own
     */
    public void start(Consumer<Enrolled> identity) {
        arrived = identity;
        Enrolled own = current;
        if (own != null) {
            identity.accept(own);
        }
        thread.setDaemon(true);
        thread.start();
    }

    private boolean isOtherHardware(Enrolled enrolled) {
        Hardware here = facts.hardware();
        return !here.unknown()
                && !enrolled.hardware().unknown()
                && here.compare(enrolled.hardware()) == Likeness.DIFFERENT;
    }

    private void adopt(Enrolled enrolled) {
        boolean first = current == null;
        current = enrolled;
        if (first) {
            arrived.accept(enrolled);
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            Duration next;
            try {
                next = step();
                pause = FIRST_PAUSE;
            } catch (EnrolmentException e) {
                troubles.accept(e);
                next = pause;
                pause = longer(pause);
            } catch (RuntimeException e) {
                LOG.error("the machine's identity could not be looked after", e);
                next = pause;
                pause = longer(pause);
            }
            try {
                // A third of it random: a whole school must not come back in the same second.
                long millis = next.toMillis();
                Thread.sleep(millis - ThreadLocalRandom.current().nextLong(millis / 3 + 1));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    /** One look; answers how long until the next. */
    private Duration step() throws EnrolmentException {
        Enrolled own = current;
        if (own != null) {
            keep(own);
            return LOOK;
        }
        Optional<EnrolmentBundle> bundle = bundle();
        if (bundle.isPresent()) {
            return wait(enroller.begin(bundle.get()).ask());
        }
        Optional<Enrolled> copied = store.load();
        if (copied.isPresent()) {
            // Put there by the command line, or still the one of another machine.
            if (!isOtherHardware(copied.get())) {
                adopt(copied.get());
                return LOOK;
            }
            return wait(enroller.renew(copied.get()));
        }
        return LOOK_FOR_BUNDLE;
    }

    private Duration wait(Outcome outcome) {
        if (outcome instanceof Joined joined) {
            LOG.info("joined as {}", joined.enrolled().device());
            adopt(joined.enrolled());
            return LOOK;
        }
        LOG.info("waiting to be approved");
        return outcome instanceof Pending pending ? pending.askAgain() : LOOK_FOR_BUNDLE;
    }

    private void keep(Enrolled own) throws EnrolmentException {
        Enrolled kept = own;
        // The command line may have made another one meanwhile.
        Optional<Enrolled> stored = store.load();
        if (stored.isPresent() && stored.get().device().equals(own.device())) {
            kept = stored.get();
            current = kept;
        }
        Instant now = clock.instant();
        if (!now.isBefore(Identity.renewal(kept.identity().certificate()))
                && enroller.renew(kept) instanceof Joined joined) {
            LOG.info(
                    "new certificate, valid until {}",
                    joined.enrolled().identity().certificate().getNotAfter());
            kept = joined.enrolled();
            current = kept;
        }
        Duration sinceAnchors = Duration.between(store.anchorsLearnt(), now);
        if (sinceAnchors.isNegative() || sinceAnchors.compareTo(ANCHORS) > 0) {
            current = enroller.refreshAnchors(kept);
        }
    }

    private Optional<EnrolmentBundle> bundle() {
        for (Path file : bundles) {
            if (Files.isReadable(file)) {
                try {
                    return Optional.of(EnrolmentBundle.decode(Files.readAllBytes(file)));
                } catch (IOException | ContractException e) {
                    LOG.warn("{} is not an enrolment bundle: {}", file, e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
