package org.socle.fleet.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.access.Role;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;

class FiguresFilesTest {
    @Test
    void figuresAreTakenAwayForSpreadsheetsAndPrograms(@TempDir Path directory) throws Exception {
        try (TestServer server = new TestServer(directory)) {
            var root = TestServer.root();
            Place town = server.places().create(root, null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
            Place school = server.places()
                    .create(
                            root,
                            town.id(),
                            PlaceKind.SCHOOL,
                            new PlaceDetails("École Jean Macé", "0381778B", "", "", ""));
            server.machines().move(root, server.machine("pc-1", TestServer.number(Processor.LOAD, 1)), school.id());
            String cookie = server.session(server.account("Odile", Role.OFFICER, town));

            HttpResponse<String> sheet = server.get("/figures.csv?for=sheet&lang=fr", cookie);
            assertThat(sheet.body())
                    .startsWith("\ufeffÉtablissement;Code UAI;Postes;")
                    .contains("École Jean Macé;0381778B;1;");
            HttpResponse<String> data = server.get("/figures.csv?for=data&table=models", cookie);
            assertThat(data.body()).isEqualTo("model,machines,interventions,per_machine,euros\r\n");
            HttpResponse<String> ods = server.get("/figures.ods", cookie);
            assertThat(ods.statusCode()).isEqualTo(200);
            assertThat(ods.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/vnd.oasis.opendocument.spreadsheet");
            assertThat(ods.body()).startsWith("PK");
            assertThat(server.get("/figures?place=Ville", cookie).body())
                    .contains("École Jean Macé", "Comment c’est compté", "Disponibilité en temps scolaire");
            assertThat(server.get("/figures?place=Nulle%20part", cookie).body())
                    .contains("« Nulle part »")
                    .doesNotContain("École Jean Macé");
            assertThat(server.get("/figures?period=2099-01", cookie).statusCode())
                    .isEqualTo(400);
        }
    }
}
