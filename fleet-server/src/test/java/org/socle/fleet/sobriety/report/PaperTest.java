package org.socle.fleet.sobriety.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.TestServer;
import org.socle.fleet.school.Place;
import org.socle.fleet.school.PlaceDetails;
import org.socle.fleet.school.PlaceKind;
import org.socle.fleet.sobriety.Consumption;

/** What leaves as PDF: accessible by the standard, in both languages, with and without figures. */
class PaperTest {
    private TestServer server;
    private Place town;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        town = server.places().create(TestServer.root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Grenoble"));
        Place school = server.places()
                .create(
                        TestServer.root(),
                        town.id(),
                        PlaceKind.SCHOOL,
                        new PlaceDetails("École Jean Macé", "0381778B", "", "", ""));
        UUID device = server.machine("a", TestServer.number(Processor.LOAD, 12));
        server.machines().move(TestServer.root(), device, school.id());
        Consumption consumption = new Consumption(server.database());
        consumption.of(device, Instant.parse("2026-09-30T22:00:00Z"), Instant.parse("2026-10-31T23:00:00Z"), 20);
        consumption.close();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void thePdfsArePdfUa() throws Exception {
        for (String language : new String[] {"fr", "en"}) {
            for (String path : new String[] {
                "/schools/0381778B/bulletin.pdf?period=2026-10",
                "/schools/0381778B/bulletin.pdf?period=2024-02",
                "/reports/sobriety/" + town.id() + "/2026/review.pdf",
                "/reports/sobriety/" + town.id() + "/2024/review.pdf"
            }) {
                byte[] pdf = pdf(path, language);
                Files.write(Path.of("/tmp/vt/" + language + path.replaceAll("[^a-z0-9]+", "-") + ".pdf"), pdf);
                System.out.println("XX " + language + path + "\n" + String.join("\n", PdfUa.failures(pdf)));
            }
        }
    }

    private byte[] pdf(String path, String language) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + path))
                                .header("Cookie", server.signIn())
                                .header("Accept-Language", language)
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
