package org.socle.edge;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.edge.publish.MqttSender;
import org.socle.edge.source.Notebook;

/**
 * Writes down when the server has begun to refuse this machine, and when it no longer does, for {@code doctor}: a line on the
 * disk at each change and none in between. Thread-safe.
 */
final class LinkMemory implements MqttSender.LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(LinkMemory.class);
    private static final String PAGE = "link";
    private static final String REFUSED = "refused";

    private final MqttSender.LinkListener next;
    private final Notebook notebook;
    private final InstantSource clock;

    /**
     * Remembers.
     *
     * @param next told everything as well
     */
    LinkMemory(MqttSender.LinkListener next, Notebook notebook, InstantSource clock) {
        this.next = next;
        this.notebook = notebook;
        this.clock = clock;
    }

    /** Since when the server refuses the machine; empty when it does not, as far as is known. */
    static Optional<Instant> refusedSince(Notebook notebook) {
        String since = notebook.load(PAGE).get(REFUSED);
        try {
            return since == null ? Optional.empty() : Optional.of(Instant.parse(since));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public void acknowledged(long sequence, @Nullable Duration roundTrip) {
        next.acknowledged(sequence, roundTrip);
    }

    @Override
    public void connected(int reconnections) {
        if (refusedSince(notebook).isPresent()) {
            save(Map.of());
        }
        next.connected(reconnections);
    }

    @Override
    public void refused() {
        if (refusedSince(notebook).isEmpty()) {
            save(Map.of(REFUSED, clock.instant().toString()));
        }
        next.refused();
    }

    private void save(Map<String, String> content) {
        try {
            notebook.save(PAGE, content);
        } catch (IOException e) {
            LOG.warn("what the server said could not be kept for doctor: {}", e.getMessage());
        }
    }
}
