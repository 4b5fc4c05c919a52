package org.socle.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Processor;
import org.socle.edge.publish.Entry.Stamp;

class PackNumbersTest {
    private static final long ROOMY = 1 << 20;

    @TempDir
    Path temporary;

    private Path frozen;

    @BeforeEach
    void makeAStateThatWasUsed() throws IOException {
        frozen = Files.createDirectory(temporary.resolve("frozen"));
        try (Outbox outbox = Outbox.open(frozen, ROOMY)) {
            append(outbox);
        }
    }

    private static long append(Outbox outbox) {
        return outbox.append(new Stamp("boot", 1, 1, true), List.of(new Sample(Processor.LOAD, 0, 0, 1L)));
    }

    private Path thawed(String name) throws IOException {
        Path state = Files.createDirectory(temporary.resolve(name));
        Files.copy(frozen.resolve("outbox.db"), state.resolve("outbox.db"));
        return state;
    }

    private static void last(Path state, long number) throws SQLException {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("outbox.db"))) {
            file.createStatement().execute("UPDATE sqlite_sequence SET seq = " + number + " WHERE name = 'pack'");
        }
    }

    @Test
    void eachStartFromTheSameFrozenDiskCountsWhereNoneHasCounted() throws Exception {
        Set<Long> numbers = new HashSet<>();
        long waiting = -1;
        for (int morning = 0; morning < 40; morning++) {
            try (Outbox outbox = Outbox.open(thawed("morning" + morning), ROOMY)) {
                // What waited when the disk was frozen comes again under its own number, and goes first.
                long resurrected = outbox.after(Long.MIN_VALUE, 1).get(0).sequence();
                assertThat(waiting == -1 ? resurrected : waiting).isEqualTo(resurrected);
                waiting = resurrected;
                for (int pack = 0; pack < 300; pack++) {
                    long number = append(outbox);
                    assertThat(number).isGreaterThan(resurrected);
                    assertThat(numbers.add(number)).as("a number of its own").isTrue();
                }
            }
        }
    }

    @Test
    void theStatesGenerationGrowsWithEachStartAndIsTheSameOnceTheDiskIsRolledBack() throws Exception {
        try (Outbox outbox = Outbox.open(frozen, ROOMY)) {
            assertThat(outbox.life().orElseThrow().generation()).isEqualTo(2);
        }
        Set<String> marks = new HashSet<>();
        for (String morning : List.of("monday", "tuesday")) {
            try (Outbox outbox = Outbox.open(thawed(morning), ROOMY)) {
                Life life = outbox.life().orElseThrow();
                assertThat(life.generation()).isEqualTo(3);
                assertThat(marks.add(life.mark())).as("another start").isTrue();
            }
        }
    }

    @Test
    void anOutboxOfAnEarlierVersionBeginsItsFirstGeneration() throws Exception {
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + frozen.resolve("outbox.db"))) {
            file.createStatement().execute("DROP TABLE life");
        }
        try (Outbox outbox = Outbox.open(frozen, ROOMY)) {
            assertThat(outbox.life().orElseThrow().generation()).isEqualTo(1);
        }
    }

    @Test
    void numbersLastForTwentyThousandStartsAndBeginAgainBeforeTheyEnd() throws Exception {
        long last = PackNumbers.FIRST_BELOW;
        for (int start = 0; start < 20_000; start++) {
            last += PackNumbers.distance(last) + 300;
        }
        assertThat(last).isLessThan(PackNumbers.END - PackNumbers.FEW);
        try (Outbox outbox = Outbox.open(frozen, ROOMY)) {
            outbox.remove(outbox.after(Long.MIN_VALUE, 1).get(0).sequence());
        }
        last(frozen, PackNumbers.END - PackNumbers.FEW + 1);
        try (Outbox outbox = Outbox.open(frozen, ROOMY)) {
            assertThat(append(outbox)).isBetween(1L, PackNumbers.FIRST_BELOW);
        }
    }

    @Test
    void numbersDoNotBeginAgainBeforeWhatWaitsIsSent() throws Exception {
        long high = PackNumbers.END - PackNumbers.FEW + 1;
        last(frozen, high);
        List<Long> numbers = new ArrayList<>();
        try (Outbox outbox = Outbox.open(frozen, ROOMY)) {
            numbers.add(append(outbox));
        }
        assertThat(numbers.get(0)).isBetween(high, PackNumbers.END);
    }
}
