package org.socle.contract.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.socle.contract.ContractException;
import org.socle.contract.enrolment.Introduction.Question;
import org.socle.contract.enrolment.Introduction.UnprovenException;

class IntroductionTest {
    private static final EnrolmentCode CODE = EnrolmentCode.random();
    private static final Introduction INTRODUCTION = new Introduction(
            "-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----\n",
            "n1n2n3=",
            List.of("mqtts://socle.example.fr:8883", "wss://socle.example.fr:443/mqtt"),
            Instant.parse("2026-09-01T07:30:00Z"));

    private final Question question = Question.about(CODE);

    private byte[] answer() {
        return INTRODUCTION.encode(CODE.proofKey(), question.nonce());
    }

    @Test
    void arrivesWhole() {
        assertThat(Introduction.decode(answer(), CODE, question)).isEqualTo(INTRODUCTION);
        Question read = Question.decode(question.encode());
        assertThat(read.lookup()).isEqualTo(CODE.lookup());
        assertThat(read.nonce()).isEqualTo(question.nonce());
    }

    @Test
    void isRefusedFromAServerThatDoesNotKnowTheCode() {
        byte[] guessed = INTRODUCTION.encode(EnrolmentCode.random().proofKey(), question.nonce());
        assertThatThrownBy(() -> Introduction.decode(guessed, CODE, question)).isInstanceOf(UnprovenException.class);
    }

    @Test
    void isRefusedWhenItAnswersAnotherQuestion() {
        byte[] replayed =
                INTRODUCTION.encode(CODE.proofKey(), Question.about(CODE).nonce());
        assertThatThrownBy(() -> Introduction.decode(replayed, CODE, question)).isInstanceOf(UnprovenException.class);
    }

    @Test
    void isRefusedWhenAnyPartOfItWasChangedOnTheWay() {
        String sent = new String(answer(), StandardCharsets.UTF_8);
        for (String[] change : new String[][] {
            {"MIIB", "MIIC"},
            {"n1n2n3=", "n1n2n4="},
            {"mqtts://socle.example.fr", "mqtts://socle.example.org"},
            {"2026-09-01", "2027-09-01"},
            {"8883 wss", "8883  wss"}
        }) {
            String changed = sent.replace(change[0], change[1]);
            assertThat(changed).isNotEqualTo(sent);
            if (change[0].equals("8883 wss")) {
                // The list is the same, however many spaces stand in it.
                assertThat(Introduction.decode(changed.getBytes(StandardCharsets.UTF_8), CODE, question))
                        .isEqualTo(INTRODUCTION);
                continue;
            }
            assertThatThrownBy(() -> Introduction.decode(changed.getBytes(StandardCharsets.UTF_8), CODE, question))
                    .as(change[0])
                    .isInstanceOf(UnprovenException.class);
        }
    }

    @Property
    void readsAnyBytesOrSaysWhyNot(@ForAll byte[] bytes) {
        try {
            Introduction.decode(bytes, CODE, question);
        } catch (ContractException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        try {
            Question.decode(bytes);
        } catch (ContractException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
