package org.socle.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void secretsFitIntoAnAddressAndDiffer() {
        assertThat(Stream.generate(Secret::random).limit(100).distinct())
                .hasSize(100)
                .allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}"));
    }

    /** The example of FIPS 180-2, appendix B.1. */
    @Test
    void theHashIsSha256() {
        assertThat(Secret.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
