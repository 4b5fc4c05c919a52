package org.socle.edge.probe.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/energy-model.md says what the script prints today, and the stated uncertainties hold what they promise. */
class EnergyModelDocumentTest {
    private static final Path DOCS = Path.of("../docs");
    private static final String BEGIN = "<!-- printed by compare.py -->\n";
    private static final String END = "<!-- end -->\n";

    private static String printed = "";

    @BeforeAll
    static void print() throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        "python3", DOCS.resolve("energy-model/compare.py").toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream out = script.getInputStream()) {
            printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(script.waitFor()).as(printed).isZero();
    }

    @Test
    void theDocumentHasTheTablesTheScriptPrints() throws IOException {
        String document = Files.readString(DOCS.resolve("energy-model.md"));
        assertThat(document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END)))
                .as("paste what docs/energy-model/compare.py prints between the two marks")
                .isEqualTo(printed);
    }

    @Test
    void theStatedUncertaintyHoldsNineOfTenOfEachKind() {
        assertThat(kinds("A")).containsExactly("desktop", "mini", "all_in_one", "laptop", "tablet");
        for (String table : List.of("A", "C", "D", "E")) {
            assertThat(column(table, "inside"))
                    .as(table)
                    .isNotEmpty()
                    .allSatisfy(share -> assertThat(share).isGreaterThanOrEqualTo(90));
        }
    }

    /** Workstations have no published energy, and the agent takes them for desktops. */
    @Test
    void itHoldsNineOfTenDesktopsWithTheWorkstationsAmongThem() {
        assertThat(kinds("H")).containsExactly("Workstation, taken for desktop", "all desktop, these with them");
        assertThat(column("H", "n")).containsExactly(40.0, 915.0);
        assertThat(column("H", "inside").get(1)).isGreaterThanOrEqualTo(90);
    }

    /** The agent's watts are medians of the same list: it has to hold for those who did not teach it, too. */
    @Test
    void itHoldsNineOfTenOfThoseThatDidNotTeachIt() {
        assertThat(kinds("F")).containsExactly("desktop", "all_in_one", "laptop", "tablet");
        assertThat(column("F", "inside the stated"))
                .hasSize(8)
                .allSatisfy(share -> assertThat(share).isGreaterThanOrEqualTo(90));
    }

    @Test
    void allComputersOfTheListAreCompared() {
        assertThat(printed)
                .startsWith(
                        "2671 computers in energy-star-computers-pre-v8.csv, 2631 of them with a yearly energy.\n\n");
        assertThat(column("A", "n")).containsExactly(875.0, 29.0, 306.0, 1256.0, 165.0);
    }

    private static List<String> kinds(String table) {
        return rows(table).stream().skip(1).map(cells -> cells.get(0)).toList();
    }

    /** The numbers of all columns of this name. */
    private static List<Double> column(String table, String name) {
        List<List<String>> rows = rows(table);
        List<String> head = rows.get(0);
        return rows.stream()
                .skip(1)
                .flatMap(cells -> IntStream.range(0, head.size())
                        .filter(at -> head.get(at).equals(name))
                        .mapToObj(cells::get))
                .map(cell -> Double.valueOf(cell.replace(" %", "")))
                .toList();
    }

    /** Heading and lines of a table. */
    private static List<List<String>> rows(String table) {
        int title = printed.indexOf("**" + table + ". ");
        assertThat(title).as(table).isNotNegative();
        return printed.substring(title)
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("|---"))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
