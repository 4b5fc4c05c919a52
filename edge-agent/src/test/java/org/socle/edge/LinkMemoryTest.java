package org.socle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.edge.publish.MqttSender;
import org.socle.edge.source.Notebook;

class LinkMemoryTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    private Path directory;

    private Instant now = NOW;
    private final List<String> heard = new ArrayList<>();

    private final class Next implements MqttSender.LinkListener {
        @Override
        public void acknowledged(long sequence, @Nullable Duration roundTrip) {
            heard.add("acknowledged");
        }

        @Override
        public void connected(int reconnections) {
            heard.add("connected");
        }

        @Override
        public void refused() {
            heard.add("refused");
        }
    }

    @Test
    void aRefusalIsRememberedFromItsBeginningUntilTheNextConnection() {
        LinkMemory memory = new LinkMemory(new Next(), Notebook.in(directory), () -> now);
        memory.connected(0);
        memory.acknowledged(1, null);
        assertThat(directory.resolve("link.properties"))
                .as("nothing to remember")
                .doesNotExist();

        memory.refused();
        now = NOW.plusSeconds(600);
        memory.refused();
        assertThat(LinkMemory.refusedSince(Notebook.view(directory))).contains(NOW);

        memory.connected(1);
        assertThat(LinkMemory.refusedSince(Notebook.view(directory))).isEmpty();
        assertThat(heard).containsExactly("connected", "acknowledged", "refused", "refused", "connected");
    }

    @Test
    void aDamagedNoteSaysNothing() throws Exception {
        Files.writeString(directory.resolve("link.properties"), "refused=yesterday\n");
        assertThat(LinkMemory.refusedSince(Notebook.view(directory))).isEmpty();
    }
}
