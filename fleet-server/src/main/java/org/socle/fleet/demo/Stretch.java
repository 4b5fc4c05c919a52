package org.socle.fleet.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.socle.fleet.intake.Incoming;
import org.socle.simulator.Message;
import org.socle.simulator.Simulation;

/**
 * What arrived in some time, and when that time ends.
 *
 * @param messages in order of arrival
 */
record Stretch(Instant end, List<Incoming> messages) {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration QUIET = Duration.ofHours(6);

    /** So long before its end a past is gone through by the quarter of an hour. */
    private static final Duration FINE = Duration.ofDays(30);

    /** So many stretches are simulated ahead of the intake. */
    private static final int AHEAD = 32;

    private static final Stretch NONE = new Stretch(Instant.MAX, List.of());

    Stretch {
        messages = List.copyOf(messages);
    }

    /** What a simulation says, kept until it is asked for. Not thread-safe. */
    static final class Basket implements Consumer<Message> {
        private List<Incoming> messages = new ArrayList<>();

        @Override
        public void accept(Message message) {
            messages.add(DemoFleet.incoming(message));
        }

        boolean isEmpty() {
            return messages.isEmpty();
        }

        /** All of it; it is empty then. */
        List<Incoming> empty() {
            List<Incoming> all = messages;
            messages = new ArrayList<>();
            return all;
        }
    }

    /**
     * Runs a simulation in a thread of its own and hands over what it says, in order, in this one.
     *
     * @param basket what the simulation fills
     * @param begin what that thread does first
     */
    static void run(
            Simulation simulation, Basket basket, Runnable begin, Instant from, Instant to, Consumer<Stretch> taker)
            throws InterruptedException {
        BlockingQueue<Stretch> queue = new ArrayBlockingQueue<>(AHEAD);
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "simulation"));
        try {
            Future<?> running = thread.submit(() -> {
                try {
                    begin.run();
                    simulate(simulation, basket, from, to, queue);
                } finally {
                    queue.put(NONE);
                }
                return null;
            });
            for (Stretch next = queue.take(); next != NONE; next = queue.take()) {
                taker.accept(next);
            }
            running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulation failed", e.getCause());
        } finally {
            thread.shutdownNow();
        }
    }

    private static void simulate(
            Simulation simulation, Basket basket, Instant from, Instant to, BlockingQueue<Stretch> queue)
            throws InterruptedException {
        Instant told = from;
        for (Instant at = from; at.isBefore(to); ) {
            Instant next = at.plus(at.isBefore(to.minus(FINE)) ? HOUR : QUARTER);
            at = next.isBefore(to) ? next : to;
            simulation.run(at);
            // Nights and holidays are passed through faster.
            if (!basket.isEmpty() || !told.plus(QUIET).isAfter(at) || at.equals(to)) {
                queue.put(new Stretch(at, basket.empty()));
                told = at;
            }
        }
    }
}
