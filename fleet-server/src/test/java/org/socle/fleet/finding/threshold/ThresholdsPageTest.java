package org.socle.fleet.finding.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.place.Place;

class ThresholdsPageTest {
    @Test
    void aContradictionIsRefusedWithBothValues(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            Place town = server.town("Ville");
            Place school = server.school(town, "École Jean Macé", "0381778B");
            String cookie = server.signIn();
            String ofTown = "/places/" + town.id() + "/alerts";
            String ofSchool = "/places/" + school.id() + "/alerts";

            assertThat(server.submit(ofTown, cookie, Map.of("overheating", "80", "hot", "70"))
                            .statusCode())
                    .isEqualTo(303);
            HttpResponse<String> refused = server.submit(ofSchool, cookie, Map.of("hot", "82"));
            assertThat(refused.body())
                    .contains("Température, à surveiller (°C) : 82 doit rester sous Température, surchauffe (°C) : 80.")
                    .contains("value=\"82\"");
            assertThat(server.submit(ofSchool, cookie, Map.of("hot", "79")).statusCode())
                    .isEqualTo(303);
            assertThat(server.submit(ofTown, cookie, Map.of("overheating", "78", "hot", "70"))
                            .body())
                    .contains("Dans École Jean Macé, qui a ses propres réglages : Température, à surveiller (°C) : 79");

            assertThat(server.submit(ofSchool, cookie, Map.of("silence_alone", "90"))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(server.get(ofSchool, cookie).body())
                    .contains("Silence d’un seul poste perdu en classe (minutes de classe)")
                    .contains("name=\"silence_alone\" value=\"90\"");
        }
    }
}
