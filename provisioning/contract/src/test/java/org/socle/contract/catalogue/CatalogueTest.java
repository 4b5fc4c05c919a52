package org.socle.contract.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eclipse.leshan.core.LwM2m.LwM2mVersion;
import org.eclipse.leshan.core.model.DDFFileParser;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    /** First resource number that needs no registration with OMA. */
    private static final int PRIVATE_RESOURCES = 26241;

    /** SenML units of RFC 8428 §12.1 and RFC 8798 that the catalogue may use. */
    private static final Set<String> UNITS = Set.of(
            "B", "bit/s", "Cel", "count", "s", "V", "W", "A", "J", "/100", "KiB", "GB", "MHz", "Mbit/s", "ms", "h",
            "min", "Ah", "Wh", "dBm", "1/min", "cm", "MB/s");

    @Test
    void everyFamilyIsInTheCatalogueOnceUnderItsOwnNameAndNumber() {
        Set<String> names = new HashSet<>();
        Set<Integer> numbers = new HashSet<>();
        Catalogue.families().keySet().forEach(family -> {
            assertThat(names.add(family.name())).as(family.name()).isTrue();
            assertThat(numbers.add(family.objectId())).as(family.name()).isTrue();
            if (family.own()) {
                assertThat(family.objectId()).as(family.name()).isBetween(42769, 42800);
            }
        });
        assertThat(names).hasSize(27);
    }

    @Test
    void keysAndNumbersAreUnique() {
        int resources =
                Catalogue.families().values().stream().mapToInt(List::size).sum();
        assertThat(Catalogue.resources()).hasSize(resources);
        Catalogue.resources().forEach((key, resource) -> {
            assertThat(key).matches("[a-z_]+\\.[a-z_]+");
            assertThat(Catalogue.byNumber(
                            resource.family().objectId(), resource.definition().id()))
                    .contains(resource);
            assertThat(Catalogue.byKey(key)).contains(resource);
        });
    }

    @Test
    void everyResourceIsWhollyDeclared() {
        Catalogue.resources().forEach((key, resource) -> {
            Definition definition = resource.definition();
            assertThat(resource.label().in(Locale.FRENCH)).as(key).isNotBlank();
            assertThat(definition.purpose().in(Locale.ENGLISH)).as(key).isNotBlank();
            if (resource.unit() != null) {
                assertThat(UNITS).as(key).contains(resource.unit());
                assertThat(resource.numeric()).as(key).isTrue();
            }
            if (definition.reporting() instanceof Reporting.Deadband) {
                assertThat(resource.numeric()).as(key).isTrue();
            }
        });
    }

    @Test
    void everyTextIsSetAsPrintersDo() {
        Catalogue.resources().forEach((key, resource) -> {
            for (Label label : List.of(
                    resource.label(),
                    resource.definition().purpose(),
                    resource.family().label())) {
                assertThat(label.fr() + label.en()).as(key).doesNotContain("'", "...", "\"");
            }
        });
    }

    @Test
    void familiesWithSeveralInstancesNameThem() {
        Catalogue.families().forEach((family, resources) -> {
            long naming = resources.stream().filter(Resource::naming).count();
            assertThat(naming).as(family.name()).isEqualTo(family.multiple() ? 1 : 0);
            resources.stream()
                    .filter(Resource::naming)
                    .forEach(resource -> assertThat(resource.type()).isEqualTo(Type.STRING));
        });
    }

    @Test
    void standardObjectsAgreeWithTheOfficialDefinitions() throws Exception {
        for (Family family : Catalogue.families().keySet()) {
            if (family.own()) {
                continue;
            }
            ObjectModel official = official(family.objectId());
            assertThat(family.multiple()).as(family.name()).isEqualTo(official.multiple);
            for (Resource resource : Objects.requireNonNull(Catalogue.families().get(family))) {
                agrees(resource, official.resources.get(resource.definition().id()));
            }
        }
    }

    private static void agrees(Resource resource, @org.jspecify.annotations.Nullable ResourceModel official) {
        if (official == null) {
            assertThat(resource.definition().id())
                    .as("%s is not in the official object", resource.key())
                    .isGreaterThanOrEqualTo(PRIVATE_RESOURCES);
            return;
        }
        assertThat(resource.type()).as(resource.key()).isEqualTo(official.type);
        if (official.units != null && !official.units.isEmpty()) {
            assertThat(resource.unit()).as(resource.key()).isEqualTo(official.units);
        }
    }

    private static ObjectModel official(int objectId) throws Exception {
        String file = "/lwm2m/" + objectId + ".xml";
        try (InputStream xml = CatalogueTest.class.getResourceAsStream(file)) {
            List<ObjectModel> models = new DDFFileParser().parse(Objects.requireNonNull(xml, file), file);
            assertThat(models).hasSize(1);
            assertThat(LwM2mVersion.isSupported(models.get(0).lwm2mVersion)).isTrue();
            return models.get(0);
        }
    }
}
