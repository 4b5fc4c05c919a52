package org.socle.fleet.ticket;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Écran noir depuis lundi",
                "Erreur 0x80070057 au démarrage",
                "Depuis le 12/11/2026 à 8h30",
                "Numéro de série 5CD1234567, inventaire 2023-00451",
                "Il affiche « no bootable device »",
                ""
            })
    void whatIsSaidOfAMachineMayBeKept(String text) {
        assertThatCode(() -> ReportText.check(Complaint.NO_START, text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Appelez le 06 12 34 56 78", "tel:0612345678", "+33 6 12 34 56 78 merci", "04.76.00.00.01"})
    void aTelephoneNumberMayNot(String text) {
        assertThatThrownBy(() -> ReportText.check(Complaint.NO_START, text))
                .hasMessageContaining("report.refused.text.phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"écrire à lea.martin@example.org", "lea @example.org"})
    void anAddressMayNot(String text) {
        assertThatThrownBy(() -> ReportText.check(Complaint.OTHER, text))
                .hasMessageContaining("report.refused.text.email");
    }

    @Test
    void somethingElseHasToBeSaid() {
        assertThatThrownBy(() -> ReportText.check(Complaint.OTHER, " "))
                .hasMessageContaining("report.refused.text.none");
    }
}
