package org.socle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Range;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.senml.SenmlFormat;

/** What holds for any pack and any bytes. */
class PackPropertyTest {

    @Property
    void anyPackSurvivesBothEncodings(@ForAll("packs") Pack pack, @ForAll SenmlFormat format) {
        assertThat(Pack.decode(pack.encode(format), format)).isEqualTo(pack);
    }

    @Property
    void anyBytesGiveAPackOrAClearError(@ForAll byte[] bytes, @ForAll SenmlFormat format) {
        try {
            Pack.decode(bytes, format);
        } catch (ContractException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property
    void anyDamagedPackGivesAPackOrAClearError(
            @ForAll("packs") Pack pack, @ForAll SenmlFormat format, @ForAll int where, @ForAll byte what) {
        byte[] bytes = pack.encode(format);
        bytes[Math.floorMod(where, bytes.length)] = what;
        try {
            Pack.decode(bytes, format);
        } catch (ContractException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<Pack> packs() {
        Arbitrary<Double> times = Arbitraries.longs()
                .between(1_500_000_000_000L, 4_000_000_000_000L)
                .map(millis -> millis / 1000.0);
        Arbitrary<List<Sample>> samples = sample().list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(list -> {
                    // The newest sample fixes the pack's time.
                    list.set(
                            0,
                            new Sample(
                                    list.get(0).resource(),
                                    list.get(0).instance(),
                                    0,
                                    list.get(0).value()));
                    return list;
                });
        return Combinators.combine(times, samples).as(Pack::new);
    }

    private static Arbitrary<Sample> sample() {
        Arbitrary<Resource> resources =
                Arbitraries.of(List.copyOf(Catalogue.resources().values()));
        Arbitrary<Integer> instances = Arbitraries.integers().between(0, 65_534);
        Arbitrary<Integer> offsets = Arbitraries.integers().between(-86_400, 0);
        return resources.flatMap(resource -> Combinators.combine(instances, offsets, values(resource))
                .as((instance, offset, value) ->
                        new Sample(resource, resource.family().multiple() ? instance : 0, offset, value)));
    }

    @Property
    void aNumberOutsideItsRangeRefusesThePackAndTheErrorNamesAllOfIt(
            @ForAll("numbers") Resource resource, @ForAll double number, @ForAll SenmlFormat format) {
        Range range = Objects.requireNonNull(resource.range());
        boolean whole = resource.type() != Type.FLOAT;
        Object value = whole ? (Object) (long) number : (Object) number;
        double said = ((Number) value).doubleValue();
        Pack pack = new Pack(2_000_000_000, List.of(new Sample(resource, 0, 0, value)));
        byte[] bytes = pack.encode(format);
        if (range.contains(said)) {
            assertThat(Pack.decode(bytes, format)).isEqualTo(pack);
            assertThat(Pack.stored(bytes, format)).contains(pack);
        } else {
            assertThatThrownBy(() -> Pack.decode(bytes, format))
                    .isInstanceOf(ContractException.class)
                    .hasMessageStartingWith(resource.path(0) + ": " + resource.key())
                    .hasMessageContaining(resource.key());
            assertThat(Pack.stored(bytes, format)).isEmpty();
        }
    }

    @Provide
    Arbitrary<Resource> numbers() {
        return Arbitraries.of(Catalogue.resources().values().stream()
                .filter(resource -> resource.range() != null)
                .toList());
    }

    private static Arbitrary<Object> values(Resource resource) {
        return switch (resource.type()) {
            case STRING -> Arbitraries.strings().ofMaxLength(60).asGeneric();
            case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
            case FLOAT ->
                Arbitraries.doubles()
                        .between(
                                Objects.requireNonNull(resource.range()).min(),
                                Objects.requireNonNull(resource.range()).max())
                        .asGeneric();
            case INTEGER, TIME ->
                Arbitraries.longs()
                        .between((long) Objects.requireNonNull(resource.range()).min(), (long)
                                Objects.requireNonNull(resource.range()).max())
                        .asGeneric();
            default -> throw new AssertionError("no values of type " + resource.type());
        };
    }
}
