package org.socle.edge.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {
    private static final Map<String, String> FIRST = Map.of("machine", "26.5 0 7.9", "fit", "1 2 3");
    private static final Map<String, String> SECOND = Map.of("machine", "30.0 0 9.0", "é = #!", "ligne\nsuivante");

    @TempDir
    private Path directory;

    private Path page() {
        return directory.resolve("energy.properties");
    }

    @Test
    void whatIsSavedIsReadAgain() throws IOException {
        Notebook notebook = Notebook.in(directory);
        assertThat(notebook.load("energy")).isEmpty();
        notebook.save("energy", FIRST);
        notebook.save("energy", SECOND);
        assertThat(Notebook.view(directory).load("energy")).isEqualTo(SECOND);
        assertThat(notebook.lost("energy")).isFalse();
    }

    @Test
    void aDamagedPageGivesWayToTheOneBefore() throws IOException {
        Notebook notebook = Notebook.in(directory);
        notebook.save("energy", FIRST);
        notebook.save("energy", SECOND);
        String text = Files.readString(page());
        for (String damaged : new String[] {"", "\0\0\0", text.substring(0, 40), text.replace("30.0", "20.0")}) {
            Files.writeString(page(), damaged);
            assertThat(notebook.load("energy")).as(damaged).isEqualTo(FIRST);
            assertThat(notebook.lost("energy")).isFalse();
        }
        // Nothing damaged takes the place of the sound one.
        notebook.save("energy", SECOND);
        Files.writeString(page(), "noise");
        assertThat(notebook.load("energy")).isEqualTo(FIRST);
        Files.delete(page());
        assertThat(notebook.load("energy")).isEqualTo(FIRST);
    }

    @Test
    void whenBothAreDamagedThatIsSaid() throws IOException {
        Notebook notebook = Notebook.in(directory);
        assertThat(notebook.lost("energy")).isFalse();
        notebook.save("energy", FIRST);
        Files.writeString(page(), "noise");
        assertThat(notebook.load("energy")).isEmpty();
        assertThat(notebook.lost("energy")).isTrue();
    }

    @Property(tries = 200)
    void anyTextIsKept(@ForAll Map<String, String> content) throws IOException {
        Path here = Files.createTempDirectory("notebook");
        Notebook.in(here).save("any", content);
        assertThat(Notebook.in(here).load("any")).isEqualTo(content);
        Files.delete(here.resolve("any.properties"));
        Files.delete(here);
    }
}
