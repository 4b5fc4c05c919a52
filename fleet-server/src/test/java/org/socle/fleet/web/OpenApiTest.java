package org.socle.fleet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.reading.Step;
import org.socle.fleet.ticket.State;

/** The description of the API against the API. */
class OpenApiTest {
    private static JsonNode document() throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        }
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute(@TempDir Path directory) throws IOException {
        TreeSet<String> described = new TreeSet<>();
        document()
                .get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        try (TestServer server = new TestServer(directory)) {
            List<String> routes = server.routes().stream()
                    .filter(route -> route.contains(" /api/"))
                    .sorted()
                    .toList();
            assertThat(routes).hasSizeGreaterThanOrEqualTo(4);
            assertThat(described).containsExactlyElementsOf(routes);
        }
    }

    @Test
    void theListsOfWordsAreComplete() throws IOException {
        assertThat(document().at("/components/schemas/Action/enum"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        Arrays.stream(Action.values()).map(Action::word).toArray(String[]::new));
        assertThat(document().at("/components/schemas/Place/properties/kind/enum"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        Arrays.stream(PlaceKind.values()).map(PlaceKind::word).toArray(String[]::new));
        assertThat(document().at("/components/schemas/Status/enum"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        Arrays.stream(Status.values()).map(Status::word).toArray(String[]::new));
        assertThat(document().at("/components/schemas/TicketState/enum"))
                .extracting(JsonNode::asText)
                .containsExactly(Arrays.stream(State.values()).map(State::word).toArray(String[]::new));
        JsonNode parameters = document().at("/paths/~1api~1v1~1machines~1{id}~1readings/get/parameters");
        assertThat(parameters)
                .filteredOn(parameter -> parameter.path("name").asText().equals("step"))
                .singleElement()
                .satisfies(step -> assertThat(step.at("/schema/enum"))
                        .extracting(JsonNode::asText)
                        .containsExactly(
                                Arrays.stream(Step.values()).map(Step::word).toArray(String[]::new)));
    }
}
