package org.socle.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.access.Role;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.place.Place;

/** When one machine was in use is nearly the day of whoever has it: who does not look after it reads it by the day. */
class UseByTheHourTest {
    private TestServer server;
    private String technician;
    private String head;
    private String history;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        Place town = server.town("Ville de Grenoble");
        Place school = server.school(town, "École Jean Macé", "0381778B");
        UUID device = server.machine("portable-3", TestServer.number(Use.ACTIVE, 40));
        server.machines().move(TestServer.root(), device, school.id());
        technician = server.session(server.account("Léa", Role.TECHNICIAN, school));
        head = server.session(server.account("Paul", Role.SCHOOL, school));
        history = "/machines/" + device + "/history?key=use.active";
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void onlyWhoLooksAfterItIsOfferedHours() throws Exception {
        assertThat(server.get(history, technician).body()).contains("range=day", "range=week", "range=year");
        assertThat(server.get(history, head).body()).contains("range=year").doesNotContain("range=day", "range=week");
        assertThat(server.get(history + "&range=day", head).statusCode()).isEqualTo(400);
        // What is no use of it he sees as ever.
        assertThat(server.get(history.replace("use.active", "processor.load"), head)
                        .body())
                .contains("range=day");
    }

    @Test
    void programsReadItByTheDay() throws Exception {
        String path = "/api/v1" + history.replace("/history", "/readings");
        assertThat(server.get(path, head).statusCode()).isEqualTo(400);
        assertThat(server.get(path + "&step=day", head).statusCode()).isEqualTo(200);
        assertThat(server.get(path, technician).statusCode()).isEqualTo(200);
        assertThat(server.json(path + "&step=day").get("step").asText()).isEqualTo("day");
    }
}
