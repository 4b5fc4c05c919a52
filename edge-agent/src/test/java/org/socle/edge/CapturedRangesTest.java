package org.socle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socle.contract.Values;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Resource;

/** No machine that was captured says a number outside the catalogue's ranges. */
class CapturedRangesTest {
    private static final Pattern LINE = Pattern.compile("([a-z_]+\\.[a-z_]+)(?:\\[.*])? = (-?[0-9.]+)(?: .*)?");

    static Stream<String> machines() throws IOException {
        return CapturedMachinesTest.machines();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void allItsNumbersAreInTheirRanges(String machine) throws IOException {
        List<String> lines = Files.readAllLines(
                CapturedMachinesTest.MACHINES.resolve(machine).resolve("expected.txt"));
        int numbers = 0;
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            Resource resource = Catalogue.byKey(matcher.group(1)).orElseThrow();
            if (resource.numeric()) {
                Object value = Values.coerce(resource.type(), Double.valueOf(matcher.group(2)));
                assertThat(value).as(line).isNotNull();
                assertThat(resource.allows(value)).as(line).isTrue();
                numbers++;
            }
        }
        assertThat(numbers).isGreaterThan(10);
    }
}
