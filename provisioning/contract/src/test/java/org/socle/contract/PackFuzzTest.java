package org.socle.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Temperature;
import org.socle.contract.senml.SenmlFormat;

/** Runs the coverage-guided fuzzer on the decoder for a while, in a process of its own with little memory. */
@Tag("fuzz")
class PackFuzzTest {
    private static final int SECONDS = Integer.getInteger("socle.fuzz.seconds", 30);

    @Test
    void anyBytesGiveAPackOrAClearError(@TempDir Path directory) throws Exception {
        Path seeds = Files.createDirectory(directory.resolve("seeds"));
        Pack pack = new Pack(
                1_763_906_400.25,
                List.of(new Sample(Processor.LOAD, 0, -60, 41L), new Sample(Temperature.VALUE, 1, 0, 48.5)));
        seed(seeds, 0, pack.encode(SenmlFormat.CBOR));
        seed(seeds, 1, pack.encode(SenmlFormat.JSON));
        Path log = directory.resolve("fuzz.log");
        Process fuzzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + PackFuzzer.class.getName(),
                        "--instrumentation_includes=org.socle.contract.**:com.fasterxml.jackson.**",
                        "--reproducer_path=" + directory,
                        "-max_total_time=" + SECONDS,
                        "-max_len=4096",
                        "-artifact_prefix=" + directory + "/",
                        seeds.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(fuzzer.waitFor(SECONDS + 120, TimeUnit.SECONDS))
                    .as("the fuzzer ended")
                    .isTrue();
            assertThat(fuzzer.exitValue()).as(() -> read(log)).isZero();
            assertThat(read(log)).containsPattern("Done \\d{4,} runs");
        } finally {
            fuzzer.destroyForcibly();
        }
    }

    private static void seed(Path directory, int format, byte[] bytes) throws IOException {
        byte[] seed = new byte[bytes.length + 1];
        seed[0] = (byte) format;
        System.arraycopy(bytes, 0, seed, 1, bytes.length);
        Files.write(directory.resolve("seed" + format), seed);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new AssertionError("the fuzzer left no log", e);
        }
    }
}
