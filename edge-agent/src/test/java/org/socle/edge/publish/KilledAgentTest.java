package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Sample;

/**
 * An agent killed with SIGKILL in the middle of its work loses nothing it had kept and repeats nothing. What SQLite does
 * when the power goes is its own tests' business; here the process goes, the kernel stays.
 */
@Tag("process")
class KilledAgentTest {
    private static final int KILLS = 12;
    private static final long VALUES_PER_LIFE = 1_000_000;

    private final Random random = new Random();

    @TempDir
    Path directory;

    @TempDir
    Path lives;

    /** What the children said: value by pack number, in order, and which packs were or may have been forgotten. */
    private final Map<Long, Long> kept = new LinkedHashMap<>();

    private final Set<Long> forgotten = new HashSet<>();
    private final Set<Long> maybeForgotten = new HashSet<>();

    @Test
    void everyPackThatWasKeptIsThereOnce() throws Exception {
        for (int life = 1; life <= KILLS; life++) {
            liveAndDie(life);
        }
        List<Entry> entries = entries();

        assertThat(kept).hasSizeGreaterThan(KILLS);
        assertThat(values(entries)).containsAllEntriesOf(kept);
        assertThat(entries.size() - kept.size())
                .as("packs kept in the instant before death")
                .isBetween(0, KILLS);
        assertThat(entries).extracting(Entry::sequence).doesNotHaveDuplicates().isSorted();
        assertThat(entries)
                .extracting(KilledAgentTest::value)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void everyPackThatWasForgottenIsGoneAndEveryOtherIsThere() throws Exception {
        for (int life = 1; life <= KILLS; life++) {
            liveAndDie(life, "forget");
            maybeForgotten.removeAll(forgotten);
            assertThat(maybeForgotten).as("one at most in each life").hasSizeLessThanOrEqualTo(life);
        }
        List<Entry> entries = entries();

        assertThat(forgotten).hasSizeGreaterThan(KILLS);
        assertThat(values(entries).keySet()).doesNotContainAnyElementsOf(forgotten);
        Map<Long, Long> waiting = new HashMap<>(kept);
        waiting.keySet().removeAll(forgotten);
        waiting.keySet().removeAll(maybeForgotten);
        assertThat(values(entries)).containsAllEntriesOf(waiting);
        assertThat(entries.size() - waiting.size()).isBetween(0, 2 * KILLS);
        assertThat(entries).extracting(Entry::sequence).doesNotHaveDuplicates().isSorted();
        assertThat(List.copyOf(kept.keySet()))
                .as("a number is never used twice, forgotten or not")
                .isSorted();
    }

    /** One life of a child: killed some time after it kept its first pack. */
    private void liveAndDie(int life, String... more) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OutboxChild.class.getName(),
                directory.toString(),
                String.valueOf(life * VALUES_PER_LIFE));
        builder.command().addAll(List.of(more));
        // A file and no pipe: killing a process closes its pipes, with what was still in them.
        Path said = lives.resolve(String.valueOf(life));
        Process child = builder.redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            while (Files.size(said) == 0 && child.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(300_000));
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as("SIGKILL").isEqualTo(128 + 9);
        Files.readAllLines(said).forEach(this::hear);
    }

    private void hear(String line) {
        String[] words = line.split(" ", -1);
        long sequence = Long.parseLong(words[1]);
        switch (words[0]) {
            case "+" ->
                assertThat(kept.put(sequence, Long.valueOf(words[2])))
                        .as("pack %d", sequence)
                        .isNull();
            case "?" -> maybeForgotten.add(sequence);
            case "-" -> forgotten.add(sequence);
            default -> throw new AssertionError(line);
        }
    }

    private List<Entry> entries() {
        try (Outbox outbox = Outbox.open(directory, 1L << 30)) {
            return outbox.after(Long.MIN_VALUE, Integer.MAX_VALUE);
        }
    }

    private static Map<Long, Long> values(List<Entry> entries) {
        Map<Long, Long> values = new LinkedHashMap<>();
        entries.forEach(entry -> values.put(entry.sequence(), value(entry)));
        return values;
    }

    private static Long value(Entry entry) {
        List<Sample> samples = entry.samples();
        assertThat(samples).hasSize(1);
        return (Long) samples.get(0).value();
    }
}
