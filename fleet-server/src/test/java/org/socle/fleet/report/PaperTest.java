package org.socle.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.catalogue.Processor;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.energy.Consumption;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.place.Place;

/** What leaves as PDF: accessible by the standard, every figure with a way to its method, a drawing that can be read. */
class PaperTest {
    private static final Instant OCTOBER = Instant.parse("2025-09-30T22:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2025-10-31T23:00:00Z");
    private static final List<String> LANGUAGES = List.of("fr", "en");

    private TestServer server;
    private Place town;
    private String session;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = new TestServer(directory);
        town = server.town("Grenoble");
        Place school = server.school(town, "École élémentaire publique Jean-Macé", "0381778B");
        Consumption consumption = new Consumption(server.database());
        Instant now = Instant.now();
        consumption.of(machine("a", school), OCTOBER, NOVEMBER, 20);
        consumption.of(
                machine("b", school), OCTOBER.minus(Duration.ofDays(365)), NOVEMBER.minus(Duration.ofDays(365)), 40);
        // Found to waste, so that the bulletin proposes what is longest to say.
        consumption.of(machine("c", school), now.minus(Duration.ofDays(20)), now, 60);
        consumption.close();
        new FactorEditions(server.database(), Clock.systemUTC())
                .set(TestServer.root(), school, LocalDate.of(2020, 1, 1), 18.5);
        session = server.signIn();
    }

    private UUID machine(String name, Place school) throws Exception {
        UUID device = server.machine(name, TestServer.number(Processor.LOAD, 12));
        server.machines().move(TestServer.root(), device, school.id());
        return device;
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private List<String> papers() {
        return List.of(
                "/schools/0381778B/bulletin.pdf?period=2025-10",
                "/schools/0381778B/bulletin.pdf?period=2021-02",
                "/reports/sobriety/" + town.id() + "/2025/review.pdf",
                "/reports/sobriety/" + town.id() + "/2021/review.pdf");
    }

    @Test
    void eachIsAccessibleByTheStandardAndItsFiguresLeadToTheirMethods() throws Exception {
        for (String language : LANGUAGES) {
            for (String path : papers()) {
                byte[] pdf = pdf(path, language);
                assertThat(PdfUa.failures(pdf)).as(language + path).isEmpty();
                try (PDDocument document = Loader.loadPDF(pdf)) {
                    PdfFigures figures = PdfFigures.of(document);
                    assertThat(figures.lost()).as(language + path).isEmpty();
                    boolean known = path.contains("2025");
                    assertThat(figures.count()).as(language + path).isGreaterThan(known ? 10 : 0);
                    assertThat(figures.links()).as(language + path).isGreaterThan(known ? 8 : 4);
                    assertThat(emptyWords(document.getDocumentCatalog().getStructureTreeRoot()))
                            .as("alternative texts that say nothing")
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void whatBreaksTheStandardIsFound() throws Exception {
        byte[] pdf = Pdf.of("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"fr\"><head><title>A</title>"
                + "<style>body { font-family: Text; }</style></head><body><h1>A</h1><h3>12 kWh</h3></body></html>");

        assertThat(PdfUa.failures(pdf)).hasSize(1).allMatch(failure -> failure.startsWith("7.4.2-1"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(PdfFigures.of(document).lost()).containsExactly("12 kWh");
        }
    }

    @Test
    void theBulletinIsOnePageAndItsDrawingHasAScaleAndWords() throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf(papers().get(0), "fr"))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(words(document)).contains("octobre 2025", "0,5 kWh", "0,25 kWh", "50 %");
            assertThat(drawings(document.getDocumentCatalog().getStructureTreeRoot()))
                    .hasSize(1)
                    .allMatch(text -> text.startsWith("Chaque jour du mois")
                            && text.contains("31 barres sur une échelle de 0 à 0,5 kWh")
                            && text.contains("La plus haute : 26 octobre 2025, 0,5 kWh"));
        }
        try (PDDocument document = Loader.loadPDF(pdf(papers().get(2), "en"))) {
            assertThat(drawings(document.getDocumentCatalog().getStructureTreeRoot()))
                    .hasSize(1)
                    .allMatch(text -> text.contains("The highest: October 2025"));
            assertThat(document.getDocumentCatalog().getDocumentOutline().children())
                    .hasSize(7);
        }
    }

    private static String words(PDDocument document) throws Exception {
        return new PDFTextStripper().getText(document).replace('\u00a0', ' ').replaceAll("\\s+", " ");
    }

    private static List<String> drawings(PDStructureNode node) {
        List<String> found = new ArrayList<>();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                if (element.getStructureType().equals("Figure")) {
                    found.add(element.getAlternateDescription().replace('\u00a0', ' '));
                }
                found.addAll(drawings(element));
            }
        }
        return found;
    }

    private static List<String> emptyWords(PDStructureNode node) {
        List<String> found = new ArrayList<>();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                if ("".equals(element.getAlternateDescription())) {
                    found.add(element.getStructureType());
                }
                found.addAll(emptyWords(element));
            }
        }
        return found;
    }

    private byte[] pdf(String path, String language) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + path))
                                .header("Cookie", session)
                                .header("Accept-Language", language)
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
