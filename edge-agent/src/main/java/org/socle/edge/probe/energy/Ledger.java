package org.socle.edge.probe.energy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.edge.source.Elapsed;

/**
 * Settles each moment of a machine's life once: by the best meter that covers it, by the model otherwise. Meters come and go,
 * look at their own times and miss looks; a moment that is settled stays settled. Not thread-safe.
 */
public final class Ledger {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final String MODEL = "model";

    private Account account;
    private @Nullable Elapsed until;
    private @Nullable Share last;

    /** A new account, which begins at its first moment. */
    public Ledger() {
        account = Account.EMPTY;
    }

    /** What the notebook says. */
    public Ledger(Map<String, String> page) {
        account = Account.load("machine", page);
        until = Moments.load(page.get("until")).orElse(null);
    }

    public void save(Map<String, String> page) {
        account.save("machine", page);
        if (until != null) {
            page.put("until", Moments.text(until));
        }
    }

    public Account account() {
        return account;
    }

    /** What settled the last interval; empty before the first. */
    public Optional<Share> last() {
        return Optional.ofNullable(last);
    }

    /** Up to when everything is settled; empty before the first moment. */
    public Optional<Elapsed> until() {
        return Optional.ofNullable(until);
    }

    /**
     * Settles what has passed.
     *
     * @param offers of the meters, the best first
     * @param patience how many seconds to wait for a meter that is there and has not looked again; 0 without one
     * @param model null when there is none
     * @param load mean load since {@link #until}, 0 to 1
     */
    public void settle(Elapsed now, List<Offer> offers, double patience, @Nullable PowerModel model, double load) {
        Elapsed settled = until;
        if (settled == null) {
            until = now;
            return;
        }
        for (Offer offer : offers) {
            double part = part(offer, settled);
            if (part > 0) {
                if (model != null && offer.until().follows(offer.from()) && isOther(offer.from(), settled)) {
                    // From its start to the meter's first look.
                    awake(offer.from().awake(), model.watts(0), model);
                } else if (model != null
                        && offer.from().follows(settled)
                        && offer.from().sinceBoot() > settled.sinceBoot()) {
                    // It could not be followed for a while: another plug, or one that was reset.
                    awake(offer.from().awakeSince(settled), model.watts(load), model);
                    if (offer.always()) {
                        asleep(offer.from().asleepSince(settled), model);
                    }
                }
                add(new Share(offer.wattHours() * part, offer.metered(), offer.uncertainty(), offer.source()));
                if (!offer.always() && model != null && offer.until().follows(settled)) {
                    asleep(offer.until().asleepSince(settled), model);
                }
                until = offer.until();
                return;
            }
        }
        boolean sameStart = now.follows(settled);
        double waited = sameStart ? now.sinceBoot() - settled.sinceBoot() : now.sinceBoot();
        if (waited < patience || now.equals(settled)) {
            return;
        }
        if (model != null) {
            // After a start, it was on since then, at whatever load.
            double awake = sameStart ? now.awakeSince(settled) : now.awake();
            double watts = model.watts(sameStart ? load : 0);
            if (sameStart) {
                asleep(now.asleepSince(settled), model);
            }
            awake(awake, watts, model);
        }
        until = now;
    }

    private static boolean isOther(Elapsed moment, Elapsed settled) {
        return !settled.boot().equals(moment.boot());
    }

    private void awake(double seconds, double watts, PowerModel model) {
        add(new Share(watts * seconds / SECONDS_PER_HOUR, false, model.uncertainty(), MODEL));
    }

    private void asleep(double seconds, PowerModel model) {
        if (seconds > 0) {
            add(new Share(model.sleep() * seconds / SECONDS_PER_HOUR, false, model.uncertainty(), MODEL));
        }
    }

    /** The share of an offer that is not settled yet: 0 when all of it is, or when that cannot be told. */
    private static double part(Offer offer, Elapsed settled) {
        boolean covers = offer.until().follows(offer.from());
        if (!covers) {
            // Over a restart: all of it, when nothing was settled since the look before.
            boolean untouched =
                    offer.always() && settled.boot().equals(offer.from().boot());
            return untouched && offer.from().sinceBoot() >= settled.sinceBoot() ? 1 : 0;
        }
        if (isOther(offer.until(), settled)) {
            // Its looks are both of a start of which nothing is settled yet.
            return 1;
        }
        double whole = offer.until().sinceBoot() - offer.from().sinceBoot();
        double left = offer.until().sinceBoot()
                - Math.max(settled.sinceBoot(), offer.from().sinceBoot());
        return whole <= 0 || left <= 0 ? 0 : left / whole;
    }

    private void add(Share share) {
        account = account.plus(share);
        last = share;
    }
}
