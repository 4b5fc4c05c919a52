package org.socle.fleet.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.contract.enrolment.EnrolmentCode;
import org.socle.contract.enrolment.Hardware;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.AuditFilter;
import org.socle.fleet.enrolment.Request.Likeness;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;

/** Enrolment over real HTTPS. */
class EstTest {
    @TempDir
    private Path directory;

    private TestServer server;
    private Enrolment enrolment;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(directory);
        enrolment = server.enrolment();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private String code(int most, boolean automatic) {
        return enrolment
                .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, Duration.ofHours(1), most, automatic))
                .text();
    }

    private TestMachine machine(String name) {
        return new TestMachine(server, name, TestMachine.ownHardware());
    }

    @Test
    void aMachineJoinsOnceSomebodyApproves() throws Exception {
        String code = code(30, false);
        TestMachine machine = machine("salle-1");
        HttpResponse<String> waiting = machine.enrol(code);
        assertThat(waiting.statusCode()).isEqualTo(202);
        assertThat(waiting.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(machine.enrol(code).statusCode()).isEqualTo(202);

        List<Request> seen = enrolment.waiting(Scope.EVERYTHING);
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).label().hostName()).isEqualTo("salle-1");
        assertThat(seen.get(0).likeness()).isEqualTo(Likeness.NEW);
        assertThat(enrolment.approve(
                        Scope.EVERYTHING, TestServer.PERSON, List.of(seen.get(0).id())))
                .isEqualTo(1);

        assertThat(machine.enrol(code).statusCode()).isEqualTo(200);
        assertThat(server.json("/api/v1/machines/" + machine.id()).get("name").asText())
                .isEqualTo("salle-1");
        assertThat(enrolment.waiting(Scope.EVERYTHING)).isEmpty();
    }

    @Test
    void askingAgainGivesTheSameMachineAndCountsOnce() throws Exception {
        String code = code(1, true);
        TestMachine machine = machine("salle-1");
        assertThat(machine.enrol(code).statusCode()).isEqualTo(200);
        UUID first = machine.id();
        assertThat(machine.enrol(code).statusCode()).isEqualTo(200);
        assertThat(machine.id()).isEqualTo(first);
        assertThat(reason(machine("salle-2").enrol(code))).isEqualTo("403 exhausted");
        assertThat(server.json("/api/v1/machines").get("machines")).hasSize(1);
    }

    @Test
    void aWrongExpiredOrCancelledCodeIsRefusedWithItsReason() throws Exception {
        assertThat(reason(machine("a").enrol(EnrolmentCode.random().text()))).isEqualTo("401 unknown");
        assertThat(reason(machine("a").enrol("not a code"))).isEqualTo("401 unknown");
        String brief = enrolment
                .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(null, Duration.ofMillis(1), 30, true))
                .text();
        Thread.sleep(5);
        assertThat(reason(machine("a").enrol(brief))).isEqualTo("403 expired");
        String taken = code(30, true);
        enrolment.cancel(
                Scope.EVERYTHING,
                TestServer.PERSON,
                enrolment.openCodes(Scope.EVERYTHING).get(0).id());
        assertThat(reason(machine("a").enrol(taken))).isEqualTo("403 cancelled");
    }

    @Test
    void aRefusedMachineIsToldSo() throws Exception {
        String code = code(30, false);
        TestMachine machine = machine("a");
        machine.enrol(code);
        assertThat(enrolment.refuse(
                        Scope.EVERYTHING,
                        TestServer.PERSON,
                        enrolment.waiting(Scope.EVERYTHING).get(0).id()))
                .isTrue();
        assertThat(reason(machine.enrol(code))).isEqualTo("403 refused");
    }

    @Test
    void fiftyRequestsAtOnceDoNotGetPastTheCount() throws Exception {
        String code = code(7, true);
        List<HttpResponse<String>> answers =
                atOnce(50, number -> machine("poste-" + number).enrol(code));
        assertThat(answers.stream().collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting())))
                .isEqualTo(Map.of(200, 7L, 403, 43L));
        assertThat(server.json("/api/v1/machines").get("machines")).hasSize(7);
    }

    @Test
    void twoHundredMachinesAtOnceJoinOnceEach() throws Exception {
        String code = code(200, true);
        List<TestMachine> machines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            machines.add(machine("poste-" + i));
        }
        List<HttpResponse<String>> answers = atOnce(200, number -> {
            // Some answers get lost and are asked for again.
            if (number % 5 == 0) {
                machines.get(number).enrol(code);
            }
            return machines.get(number).enrol(code);
        });
        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        assertThat(machines.stream().map(TestMachine::id).distinct()).hasSize(200);
        JsonNode listed = server.json("/api/v1/machines?limit=200").get("machines");
        assertThat(listed).hasSize(200);
        assertThat(listed.findValuesAsText("name").stream().distinct()).hasSize(200);
    }

    private interface Work {
        HttpResponse<String> of(int number) throws Exception;
    }

    private static List<HttpResponse<String>> atOnce(int count, Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<HttpResponse<String>>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(threads.submit(() -> work.of(number)));
            }
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void guessingIsSlowedDownAndLocksNobodyOutBesideIt() throws Exception {
        String good = code(30, true);
        for (int i = 0; i < 10; i++) {
            assertThat(reason(machine("a").enrol(EnrolmentCode.random().text())))
                    .isEqualTo("401 unknown");
        }
        assertThat(machine("b").enrol(good).statusCode())
                .as("a right code from the same address")
                .isEqualTo(200);
        String wrong = EnrolmentCode.random().text();
        for (int i = 0; i < 3; i++) {
            assertThat(reason(machine("a").enrol(wrong))).isEqualTo("401 unknown");
        }
        HttpResponse<String> again = machine("a").enrol(wrong);
        assertThat(reason(again)).isEqualTo("429 too-many");
        assertThat(Integer.parseInt(again.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(50, 61);
        String slowed = "";
        for (int i = 0; i < 60 && !slowed.equals("429 too-many"); i++) {
            slowed = reason(machine("a").enrol(EnrolmentCode.random().text()));
        }
        assertThat(slowed).as("many different codes").isEqualTo("429 too-many");
    }

    @Test
    void theSameHardwareKeepsItsHistory() throws Exception {
        String code = code(30, true);
        TestMachine before = machine("avant");
        before.enrol(code);
        TestMachine after = new TestMachine(server, "apres", before.hardware);
        assertThat(after.enrol(code).statusCode()).isEqualTo(200);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(enrolment.device(after.identity().certificate())).hasValue(before.id());
        // What it had before it was set up anew lets nobody in any more.
        assertThat(enrolment.device(before.identity().certificate())).isEmpty();
    }

    @Test
    void aMachineThatIsBackIsPutWhereItsCodeSaysUnlessItHasAPlace() throws Exception {
        Place town = server.town("Grenoble");
        Place mace = school(town, "0381778B", "École Macé");
        Place lac = school(town, "0381780D", "École du Lac");
        TestMachine before = machine("poste");
        before.enrol(code(30, true));
        assertThat(place(before)).isNull();

        // Nobody of that school sees a machine that stands nowhere: somebody who does has to say that it is the one.
        TestMachine back = new TestMachine(server, "poste", before.hardware);
        assertThat(back.enrol(code(mace)).statusCode()).isEqualTo(202);
        assertThat(enrolment.approveAsSame(Scope.of(mace.path()), TestServer.PERSON, waits()))
                .isFalse();
        assertThat(enrolment.approveAsSame(Scope.EVERYTHING, TestServer.PERSON, waits()))
                .isTrue();
        assertThat(place(before)).isEqualTo(mace.id());
        assertThat(told(Action.MACHINE_PLACED)).isEqualTo(Map.of("to", "École Macé"));
        assertThat(told(Action.MACHINE_APPROVED)).isEqualTo(Map.of("likeness", "again"));

        // With a code of another school it waits, and only who sees the machine may say that it is the one.
        new TestMachine(server, "poste", before.hardware).enrol(code(lac));
        long asked = waits();
        Scope neighbours = Scope.of(lac.path());
        assertThat(enrolment.waiting(neighbours))
                .extracting(Request::likeness, Request::resembles)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Request.Likeness.NEW, null));
        assertThat(enrolment.approveAsSame(neighbours, TestServer.PERSON, asked))
                .isFalse();
        assertThat(enrolment.approveAsSame(Scope.EVERYTHING, TestServer.PERSON, asked))
                .isTrue();
        assertThat(place(before)).isEqualTo(mace.id());
        assertThat(told(Action.MACHINE_APPROVED)).isEqualTo(Map.of("likeness", "again", "stays", "École Macé"));
    }

    @Test
    void whoLetsAMachineOfAnotherSchoolsHardwareInGetsAMachineOfHisOwn() throws Exception {
        Place town = server.town("Voiron");
        Place mine = school(town, "0380004Y", "École Un");
        Place theirs = school(town, "0382032C", "École Deux");
        TestMachine victim = machine("victime");
        victim.enrol(code(mine));
        TestMachine thief = new TestMachine(server, "voleur", victim.hardware);
        String code = code(theirs);
        thief.enrol(code);
        Scope neighbours = Scope.of(theirs.path());
        assertThat(enrolment.approve(
                        neighbours,
                        TestServer.PERSON,
                        List.of(enrolment.waiting(neighbours).get(0).id())))
                .isEqualTo(1);
        thief.enrol(code);
        assertThat(thief.id()).isNotEqualTo(victim.id());
        assertThat(place(victim)).isEqualTo(mine.id());
        assertThat(enrolment.device(victim.identity().certificate())).hasValue(victim.id());
    }

    private long waits() {
        return enrolment.waiting(Scope.EVERYTHING).get(0).id();
    }

    @Test
    void aMachineThatWaitsMayAskAnewWithAnotherCode() throws Exception {
        TestMachine machine = machine("poste");
        String slow = code(30, false);
        machine.enrol(slow);
        assertThat(machine.enrol(code(30, true)).statusCode()).isEqualTo(200);
        assertThat(enrolment.waiting(Scope.EVERYTHING)).isEmpty();
        assertThat(server.json("/api/v1/machines").get("machines")).hasSize(1);
        // It is in: any code that is still good gives it its certificate again, and no other one.
        UUID joined = machine.id();
        assertThat(machine.enrol(slow).statusCode()).isEqualTo(200);
        assertThat(machine.id()).isEqualTo(joined);
    }

    @Test
    void whatWasRefusedIsNotLetInByAnAutomaticCode() throws Exception {
        TestMachine machine = machine("poste");
        machine.enrol(code(30, false));
        enrolment.refuse(Scope.EVERYTHING, TestServer.PERSON, waits());
        String other = code(1, true);
        assertThat(machine.enrol(other).statusCode()).isEqualTo(202);
        assertThat(reason(machine("autre").enrol(other))).isEqualTo("403 exhausted");
        enrolment.approve(Scope.EVERYTHING, TestServer.PERSON, List.of(waits()));
        assertThat(machine.enrol(other).statusCode()).isEqualTo(200);
    }

    @Test
    void aMachineThatWasOnlyLetInIsNotCalledWell() throws Exception {
        TestMachine machine = machine("poste");
        machine.enrol(code(1, true));

        assertThat(server.json("/api/v1/machines/" + machine.id()).get("status").asText())
                .isEqualTo("silent");
        assertThat(server.get("/machines/" + machine.id(), server.signIn()).body())
                .contains("il n’a encore rien transmis")
                .doesNotContain("rien d’anormal");
        assertThat(server.get("/machines?status=ok", server.signIn()).body()).doesNotContain("poste</a>");
    }

    private Place school(Place town, String uai, String name) {
        return server.places()
                .create(TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails(name, uai, "", "", ""));
    }

    private String code(Place place) {
        return enrolment
                .create(Scope.EVERYTHING, TestServer.PERSON, new NewCode(place.id(), Duration.ofHours(1), 30, true))
                .text();
    }

    private @Nullable Long place(TestMachine machine) {
        return server.machines()
                .find(Scope.EVERYTHING, machine.id())
                .orElseThrow()
                .place();
    }

    /** Details of the newest entry about an act. */
    private Map<String, String> told(Action action) {
        return server.audit()
                .list(Scope.EVERYTHING, new AuditFilter(action, ""), 1, 1)
                .get(0)
                .details();
    }

    @Test
    void twoMachinesWithTheSameSerialNumberAreTwo() throws Exception {
        String code = code(30, true);
        TestMachine one = new TestMachine(server, "un", TestMachine.hardware("123456", "aa:1", "disk-1"));
        TestMachine two = new TestMachine(server, "deux", TestMachine.hardware("123456", "aa:2", "disk-2"));
        one.enrol(code);
        two.enrol(code);
        assertThat(one.id()).isNotEqualTo(two.id());
    }

    @Test
    void whoClaimsToBeAMachineThatIsConnectedHasToBeLookedAt() throws Exception {
        String code = code(30, true);
        TestMachine real = machine("vrai");
        real.enrol(code);
        try (var connection = new TlsDevice(server, real.identity(), real.id().toString())) {
            connection.online();
            Hardware claimed = real.hardware;
            TestMachine impostor = new TestMachine(server, "faux", claimed);
            assertThat(impostor.enrol(code).statusCode()).isEqualTo(202);
            assertThat(enrolment.waiting(Scope.EVERYTHING))
                    .singleElement()
                    .extracting(Request::likeness)
                    .isEqualTo(Likeness.DOUBTFUL);
            assertThat(enrolment.device(real.identity().certificate())).isPresent();
        }
    }

    @Test
    void aCopiedDiskBecomesAMachineOfItsOwn() throws Exception {
        String code = code(30, true);
        TestMachine original = machine("modele");
        original.enrol(code);
        UUID id = original.id();
        KeyPair next = Keys.generate();
        Hardware elsewhere = TestMachine.ownHardware();

        TestMachine copy = original;
        assertThat(copy.renew(next, elsewhere).statusCode()).isEqualTo(202);
        Request request = enrolment.waiting(Scope.EVERYTHING).get(0);
        assertThat(request.likeness()).isEqualTo(Likeness.CLONE);
        enrolment.approve(Scope.EVERYTHING, TestServer.PERSON, List.of(request.id()));
        assertThat(copy.renew(next, elsewhere).statusCode()).isEqualTo(200);
        assertThat(copy.id()).isNotEqualTo(id);
        assertThat(server.json("/api/v1/machines/" + copy.id()).get("cloneOf").asText())
                .isEqualTo(id.toString());
    }

    @Test
    void aRenewedCertificateStandsBesideTheOldOneAndBothEndWhenAccessIsTakenAway() throws Exception {
        TestMachine machine = machine("a");
        machine.enrol(code(1, true));
        Identity before = machine.identity();
        Thread.sleep(5);
        assertThat(machine.renew(Keys.generate(), machine.hardware).statusCode())
                .isEqualTo(200);
        assertThat(enrolment.device(before.certificate())).as("not used yet").isPresent();
        assertThat(enrolment.device(machine.identity().certificate())).isPresent();
        // A disk that is rolled back each morning has the old one again (ReturningCertificateTest has the time it
        // lasts).
        assertThat(enrolment.device(before.certificate())).contains(machine.id());
        assertThat(enrolment.revoke(Scope.EVERYTHING, TestServer.PERSON, machine.id()))
                .isTrue();
        assertThat(enrolment.device(before.certificate())).isEmpty();
        assertThat(enrolment.device(machine.identity().certificate())).isEmpty();
    }

    @Test
    void withoutACertificateNothingIsRenewed() throws Exception {
        TestMachine machine = machine("a");
        assertThat(reason(machine.renew(Keys.generate(), machine.hardware))).isEqualTo("403 certificate");
        machine.enrol(code(1, true));
        enrolment.revoke(Scope.EVERYTHING, TestServer.PERSON, machine.id());
        assertThat(reason(machine.renew(Keys.generate(), machine.hardware))).isEqualTo("403 certificate");
    }

    private static String reason(HttpResponse<String> answer) throws IOException {
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        String type = problem.get("type").asText();
        assertThat(type).startsWith("urn:socle:enrolment:");
        assertThat(problem.get("title").asText()).isNotBlank();
        return answer.statusCode() + " " + type.substring("urn:socle:enrolment:".length());
    }
}
