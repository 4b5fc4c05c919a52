package org.socle.edge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.edge.source.Commands.Result;

class CommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Command command = new Command();

    @Test
    void givesOutputAndExitStatus() throws IOException {
        assertThat(command.run(List.of("sh", "-c", "echo said; echo not heard >&2; exit 4"), PATIENCE))
                .isEqualTo(new Result(4, "said\n"));
    }

    @Test
    void argumentsAreNoShellText() throws IOException {
        assertThat(command.run(List.of("echo", "$HOME; ls"), PATIENCE).stdout()).isEqualTo("$HOME; ls\n");
    }

    @Test
    void speaksTheSameLanguageEverywhereAndWaitsForNoInput() throws IOException {
        assertThat(command.run(List.of("sh", "-c", "cat; echo $LC_ALL"), PATIENCE)
                        .stdout())
                .isEqualTo("C\n");
    }

    @Test
    void aProgramThatIsNotInstalledIsTold() {
        assertThat(command.available("no-such-program")).isFalse();
        assertThat(command.available("sh")).isTrue();
        assertThatThrownBy(() -> command.run(List.of("no-such-program"), PATIENCE))
                .isInstanceOf(MissingTool.class)
                .hasMessage("no-such-program");
    }

    @Test
    void aProgramThatDoesNotEndIsKilledWithItsChildren(@TempDir Path directory) throws Exception {
        Path pid = directory.resolve("pid");
        long started = System.nanoTime();
        assertThatThrownBy(() -> command.run(
                        List.of("sh", "-c", "sleep 60 & echo $! > " + pid + "; wait"), Duration.ofMillis(500)))
                .isInstanceOf(TookTooLong.class)
                .hasMessageStartingWith("sh -c sleep 60")
                .hasMessageEndingWith(" did not end within 0 s");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        Optional<ProcessHandle> child =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        for (int i = 0; i < 500 && child.isPresent() && child.get().isAlive(); i++) {
            Thread.sleep(10);
        }
        assertThat(child.filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void endlessOutputIsCut() throws IOException {
        assertThat(command.run(List.of("sh", "-c", "yes 2>/dev/null"), PATIENCE).stdout())
                .hasSize(1 << 20);
    }
}
