package org.socle.fleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.socle.fleet.place.Place;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Refusal;

/** Whatever somebody sends: it is read, or refused with a reason; it never breaks anything. */
class FactsFilePropertiesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 1);
    private static final String HEAD =
            "number;uai;category;made;acquired;how;price;flat;supplier;retired;destination;oriented;bordereau\n";
    private static final Item MACHINE =
            new Item(0, 1L, UUID.randomUUID(), "pc", "SN-A", null, "", "", false, Facts.NONE);

    private static Place nowhere(String uai) {
        throw new Refusal("facts.refused.uai", uai);
    }

    private static void check(String text) {
        try {
            FactsPlan plan =
                    FactsPlan.of(FactsFile.parse(text), List.of(MACHINE), FactsFilePropertiesTest::nowhere, TODAY);
            assertThat(plan.fingerprint()).isNotEmpty();
            for (FactsPlan.Entry entry : plan.entries()) {
                Refusal refusal = entry.refusal();
                assertThat(entry.verdict() == FactsPlan.Verdict.REFUSED).isEqualTo(refusal != null);
                if (refusal != null) {
                    assertThat(refusal.in(Messages.FRENCH)).isNotBlank();
                }
            }
        } catch (Refusal refusal) {
            assertThat(refusal.in(Messages.ENGLISH)).isNotBlank();
        }
    }

    @Property(tries = 500)
    void noTextBreaksTheFile(@ForAll String text) {
        check(text);
    }

    @Property(tries = 500)
    void noTextBreaksALine(@ForAll("fields") List<String> fields) {
        check(HEAD + "SN-A;;" + String.join(";", fields) + "\n");
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(12),
                        Arbitraries.strings().withChars("0123456789-/., €").ofMaxLength(12),
                        Arbitraries.of(
                                "",
                                "laptop",
                                "new",
                                "gift",
                                "sale",
                                "2025-01-01",
                                "31/12/2025",
                                "300,50",
                                "2020",
                                "\"",
                                "'"))
                .list()
                .ofMaxSize(14);
    }

    /** What is known is shown as text that reads back as the same. */
    @Property(tries = 500)
    void factsReadBackAsThemselves(@ForAll("fields") List<String> fields) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < Math.min(fields.size(), FactsText.KEYS.size()); i++) {
            values.put(FactsText.KEYS.get(i), fields.get(i));
        }
        try {
            Facts facts = new FactsText(values).read(TODAY);
            assertThat(FactsText.of(facts).read(TODAY)).isEqualTo(facts);
        } catch (Refusal refusal) {
            assertThat(refusal.in(Messages.FRENCH)).isNotBlank();
        }
    }
}
