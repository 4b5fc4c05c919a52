package org.socle.fleet.energy.use;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OffPowerTest {

    @Test
    void everyKindTheAgentModelsHasTheFigureOfItsTable() throws IOException {
        List<List<String>> lines;
        try (InputStream table = requireNonNull(getClass().getResourceAsStream("/power/machines.csv"))) {
            lines = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split(",", -1)))
                    .toList();
        }
        int off = lines.get(0).indexOf("off");
        assertThat(lines).hasSize(6);
        lines.stream()
                .skip(1)
                .forEach(line -> assertThat(OffPower.watts(Optional.of(line.get(0))))
                        .as(line.get(0))
                        .isEqualTo(Double.parseDouble(line.get(off))));
        assertThat(OffPower.watts(Optional.of("board"))).isZero();
        assertThat(OffPower.watts(Optional.empty())).isZero();
    }
}
