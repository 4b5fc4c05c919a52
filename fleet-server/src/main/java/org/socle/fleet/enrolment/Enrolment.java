package org.socle.fleet.enrolment;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.contract.ContractException;
import org.socle.contract.enrolment.EnrolmentCode;
import org.socle.contract.enrolment.Hardware;
import org.socle.contract.enrolment.Introduction;
import org.socle.contract.enrolment.Introduction.Question;
import org.socle.enrol.Keys;
import org.socle.enrol.Label;
import org.socle.enrol.Pem;
import org.socle.enrol.authority.CertificateAuthority;
import org.socle.enrol.authority.CertificateRequest;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Who;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.enrolment.Request.Likeness;
import org.socle.fleet.enrolment.Request.State;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.machine.MachineRegister.Newcomer;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;
import org.socle.fleet.trust.ServerTrust;
import org.socle.fleet.web.Refusal;

/** How machines join. Every method is one transaction; thread-safe. */
public final class Enrolment {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(10);
    private static final int MOST_SHOWN = 200;

    private final Database database;
    private final Clock clock;
    private final ServerTrust trust;
    private final Consumer<UUID> cut;
    private final boolean closed;
    private final GuessLimit limit;
    private final Places places;
    private final Audit audit;
    private final MachineRegister register = new MachineRegister();
    private final CodeTable codes = new CodeTable();
    private final RequestTable requests = new RequestTable();
    private final CertificateTable certificates = new CertificateTable();
    private final HardwareTable hardware = new HardwareTable();

    /**
     * Prepares the service.
     *
     * @param cut ends the connections of a device
     * @param closed whether no machine may join, because all data are invented
     */
    public Enrolment(Database database, Clock clock, ServerTrust trust, Consumer<UUID> cut, boolean closed) {
        this.closed = closed;
        this.database = database;
        this.clock = clock;
        this.trust = trust;
        this.cut = cut;
        this.places = new Places(database, clock);
        this.audit = new Audit(database, clock);
        this.limit = new GuessLimit(clock);
    }

    /**
     * A new code. It is told this once; only what is derived from it is stored.
     *
     * @throws Refusal when its place is not seen, or there is none and not everything is seen, or no machine may join
     */
    public EnrolmentCode create(Scope scope, Who who, NewCode asked) {
        if (closed) {
            throw new Refusal("demo.refused.enrol");
        }
        Long place = asked.place();
        Optional<Located> located = places.located(scope, place);
        if (place == null ? !scope.everything() : located.isEmpty()) {
            throw new Refusal("enrol.refused.place");
        }
        EnrolmentCode code = EnrolmentCode.random();
        database.writing(handle -> {
            codes.add(handle, code, asked, who.name(), clock.instant());
            audit.record(
                    handle,
                    who,
                    Action.ENROLMENT_CODE_CREATED,
                    subject(place, located),
                    Map.of("most", String.valueOf(asked.most())));
        });
        return code;
    }

    private static Subject subject(@Nullable Long place, Optional<Located> located) {
        return place == null || located.isEmpty()
                ? Subject.server()
                : Subject.place(place, located.get().name());
    }

    /** The codes that are seen and still let somebody in, the newest first. */
    public List<Code> openCodes(Scope scope) {
        return database.<List<Code>, RuntimeException>read(handle -> codes.open(handle, scope, clock.instant()));
    }

    /** Takes a code back; false when it is not seen, or was taken back before. */
    public boolean cancel(Scope scope, Who who, long id) {
        return database.<Boolean, RuntimeException>write(handle -> {
            Optional<Code> code = codes.find(handle, scope, id);
            if (code.isEmpty() || !codes.cancel(handle, id, clock.instant())) {
                return false;
            }
            Long place = code.get().place();
            Optional<Located> located = places.located(Scope.EVERYTHING, place);
            audit.record(handle, who, Action.ENROLMENT_CODE_REVOKED, subject(place, located), Map.of());
            return true;
        });
    }

    /**
     * Introduces the server to a machine that asks with a code it knows, whether or not the code still lets it in: why not
     * is told by {@link #enrol}, to somebody who then knows who says so.
     *
     * @param address of the machine, to slow those down who guess
     * @param mqtt where it is to connect
     * @return the introduction, or why there is none
     */
    public Introduced introduce(Question question, String address, List<String> mqtt) {
        Duration wait = limit.wait(address, question.lookup());
        if (!wait.isZero()) {
            return new Introduced(null, new Answer.Refused(Denial.TOO_MANY, wait));
        }
        Optional<Code> code =
                database.<Optional<Code>, RuntimeException>read(handle -> codes.find(handle, question.lookup()));
        if (code.isEmpty()) {
            limit.wrong(address, question.lookup());
            return new Introduced(null, new Answer.Refused(Denial.UNKNOWN));
        }
        Introduction introduction =
                new Introduction(Pem.of(trust.authorities().published()), trust.httpsPin(), mqtt, clock.instant());
        return new Introduced(introduction.encode(code.get().proofKey(), question.nonce()), null);
    }

    /**
     * An introduction or a refusal: one of the two is null.
     *
     * @param json the introduction with its proof
     */
    public record Introduced(byte @Nullable [] json, Answer.@Nullable Refused refused) {}

    /**
     * A machine asks for a certificate with a code. Asking again with the same key gives the same answer and counts once;
     * with another code, a machine that is not in yet asks anew.
     *
     * @param address of the machine, to slow those down who guess
     */
    public Answer enrol(String text, CertificateRequest request, String address) {
        Optional<String> lookup = lookup(text);
        Duration wait = limit.wait(address, lookup.orElse(""));
        if (!wait.isZero()) {
            return new Answer.Refused(Denial.TOO_MANY, wait);
        }
        AtomicReference<@Nullable UUID> replaced = new AtomicReference<>();
        Answer answer = database.<Answer, RuntimeException>write(handle -> {
            Optional<Code> code = lookup.flatMap(known -> codes.find(handle, known));
            return code.map(known -> enrol(handle, known, request, replaced))
                    .orElseGet(() -> new Answer.Refused(Denial.UNKNOWN));
        });
        if (answer instanceof Answer.Refused refused && refused.reason() == Denial.UNKNOWN) {
            limit.wrong(address, lookup.orElse(""));
        }
        cut(replaced.get());
        return answer;
    }

    private static Optional<String> lookup(String text) {
        try {
            return Optional.of(EnrolmentCode.parse(text).lookup());
        } catch (ContractException e) {
            return Optional.empty();
        }
    }

    private Answer enrol(
            Handle handle, Code code, CertificateRequest request, AtomicReference<@Nullable UUID> replaced) {
        Optional<Request> before = requests.ofKey(handle, Keys.fingerprint(request.key()));
        if (before.isPresent() && before.get().askedWith(code)) {
            return answer(handle, before.get(), request, replaced);
        }
        Optional<Denial> refusal = code.denial(clock.instant());
        if (refusal.isPresent()) {
            return new Answer.Refused(refusal.get());
        }
        if (before.isPresent() && before.get().state() == State.APPROVED) {
            // Its key is its machine's, whichever code it was let in with.
            return answer(handle, before.get(), request, replaced);
        }
        codes.countUse(handle, code);
        RequestTable.Judged judged = judge(handle, code, Hardware.named(request.hardware()));
        Request kept = before.isPresent()
                ? requests.renewed(handle, before.get(), request, judged, clock.instant())
                : requests.add(handle, request, judged, clock.instant());
        boolean clear = judged.likeness() == Likeness.NEW || judged.likeness() == Likeness.AGAIN;
        // What somebody has refused, somebody has to let in.
        boolean refusedBefore = before.isPresent() && before.get().state() == State.REFUSED;
        if (code.automatic() && clear && !refusedBefore) {
            kept = approve(handle, Who.SERVER, kept);
        }
        return answer(handle, kept, request, replaced);
    }

    /** Compares a machine with those there are. */
    private RequestTable.Judged judge(Handle handle, Code code, Hardware found) {
        Long doubtful = null;
        for (Map.Entry<Long, Hardware> known : hardware.sharing(handle, found).entrySet()) {
            Hardware.Likeness likeness = found.compare(known.getValue());
            if (likeness == Hardware.Likeness.SAME) {
                // Whoever claims to be a machine that is connected, or was put out, has to be looked at. So has one
                // that
                // claims to be of another school than the code's, or of none: hardware's numbers can be copied, and who
                // has a code here has no say there.
                Long place = code.place();
                boolean elsewhere = place != null && !register.inSchoolOf(handle, known.getKey(), place);
                Likeness result = elsewhere || register.onlineOrRevoked(handle, known.getKey())
                        ? Likeness.DOUBTFUL
                        : Likeness.AGAIN;
                return new RequestTable.Judged(code.id(), code.place(), result, known.getKey());
            }
            if (likeness == Hardware.Likeness.UNCERTAIN && doubtful == null) {
                doubtful = known.getKey();
            }
        }
        return new RequestTable.Judged(
                code.id(), code.place(), doubtful == null ? Likeness.NEW : Likeness.DOUBTFUL, doubtful);
    }

    /**
     * A machine asks for a new certificate with the one it has.
     *
     * @param presented its certificate, whose chain and key the TLS connection has verified; it may have expired
     */
    public Answer renew(X509Certificate presented, CertificateRequest request) {
        AtomicReference<@Nullable UUID> replaced = new AtomicReference<>();
        Answer answer = database.<Answer, RuntimeException>write(handle -> {
            Instant now = clock.instant();
            Optional<CertificateTable.Valid> valid = certificates.renewable(handle, presented, now);
            if (valid.isEmpty()) {
                return new Answer.Refused(Denial.CERTIFICATE);
            }
            cameBack(handle, presented, valid.get(), now);
            long machine = valid.get().machine();
            Optional<Request> before = requests.ofKey(handle, Keys.fingerprint(request.key()));
            if (before.isPresent() && before.get().code() == null) {
                Long copied = before.get().resembles();
                return copied != null && copied == machine
                        ? answer(handle, before.get(), request, replaced)
                        : new Answer.Refused(Denial.CERTIFICATE);
            }
            Hardware found = Hardware.named(request.hardware());
            Hardware known = hardware.of(handle, machine);
            boolean other = !found.unknown() && !known.unknown() && found.compare(known) == Hardware.Likeness.DIFFERENT;
            if (other) {
                RequestTable.Judged clone = new RequestTable.Judged(
                        null, register.place(handle, machine).orElse(null), Likeness.CLONE, machine);
                requests.add(handle, request, clone, now);
                return new Answer.Waiting(ASK_AGAIN);
            }
            hardware.replace(handle, machine, found);
            return issue(handle, machine, request);
        });
        cut(replaced.get());
        return answer;
    }

    private Answer answer(
            Handle handle, Request kept, CertificateRequest request, AtomicReference<@Nullable UUID> replaced) {
        if (kept.state() == State.REFUSED) {
            return new Answer.Refused(Denial.REFUSED);
        }
        Long machine = kept.machine();
        if (kept.state() == State.WAITING || machine == null) {
            return new Answer.Waiting(ASK_AGAIN);
        }
        Instant now = clock.instant();
        if (kept.likeness() == Likeness.AGAIN) {
            // One machine, one key: what it had before it was set up anew lets nobody in any more.
            if (certificates.revoke(handle, machine, now, now) > 0) {
                replaced.set(register.device(handle, machine));
            }
        }
        return issue(handle, machine, request);
    }

    private Answer issue(Handle handle, long machine, CertificateRequest request) {
        Instant now = clock.instant();
        CertificateAuthority authority = trust.signing();
        X509Certificate certificate = authority.device(register.device(handle, machine), request.key(), now);
        certificates.add(handle, certificate, machine, trust.authorities().currentNumber(), now);
        return new Answer.Issued(certificate);
    }

    private void cut(@Nullable UUID device) {
        if (device != null) {
            cut.accept(device);
        }
    }

    /** Whether somebody may know what the machine resembles: who does not see that one does not hear of it. */
    private boolean compares(Handle handle, Scope scope, Request request) {
        Long resembled = request.resembles();
        return resembled != null && register.seen(handle, scope, resembled);
    }

    /** The machines that are seen and wait to be let in, the longest first, at most 200. */
    public List<Request> waiting(Scope scope) {
        return database.<List<Request>, RuntimeException>read(
                handle -> requests.waiting(handle, scope, MOST_SHOWN).stream()
                        .map(request -> compares(handle, scope, request) ? request : request.asNew())
                        .toList());
    }

    /** The machines that requests resemble, by their numbers, as far as they are seen. */
    Map<Long, MachineRegister.Registered> resembled(Scope scope, List<Request> compared) {
        return database.<Map<Long, MachineRegister.Registered>, RuntimeException>read(handle -> compared.stream()
                .map(Request::resembles)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(machine -> register.find(handle, scope, machine).stream())
                .collect(Collectors.toMap(MachineRegister.Registered::id, Function.identity())));
    }

    /**
     * Lets machines in; those that are not seen or do not wait are passed over.
     *
     * @return how many were let in
     */
    public int approve(Scope scope, Who who, List<Long> ids) {
        return database.<Integer, RuntimeException>write(handle -> {
            int approved = 0;
            for (long id : ids) {
                Optional<Request> request = requests.waiting(handle, scope, id);
                if (request.isPresent()) {
                    Request asked = request.get();
                    approve(handle, who, compares(handle, scope, asked) ? asked : asked.asNew());
                    approved++;
                }
            }
            return approved;
        });
    }

    private Request approve(Handle handle, Who who, Request request) {
        Instant now = clock.instant();
        Long resembled = request.resembles();
        Label label = request.label();
        String stays = "";
        long machine;
        if (request.likeness() == Likeness.AGAIN && resembled != null) {
            machine = resembled;
            register.again(handle, machine, now);
            stays = placeAgain(handle, who, machine, request);
        } else {
            machine = register.add(
                    handle,
                    new Newcomer(
                            label.hostName(),
                            label.manufacturer(),
                            label.model(),
                            label.serialNumber(),
                            request.place(),
                            resembled),
                    now);
        }
        hardware.replace(handle, machine, request.hardware());
        requests.decide(handle, request, State.APPROVED, machine, now);
        audit.record(
                handle,
                who,
                Action.MACHINE_APPROVED,
                Subject.machine(
                        machine, request.name(), register.place(handle, machine).orElse(null)),
                Map.of("likeness", request.likeness().word(), "stays", stays));
        return requests.find(handle, request.id()).orElseThrow();
    }

    /**
     * Puts a machine that is back where its code says, if it was nowhere. One that has a place stays there:
     * somebody put it there, and a code is often used for more machines than it was made for.
     *
     * @return where it stays although the code says another place; empty otherwise
     */
    private String placeAgain(Handle handle, Who who, long machine, Request request) {
        Long told = request.place();
        if (told == null) {
            return "";
        }
        Optional<Long> stands = register.place(handle, machine);
        if (stands.isPresent()) {
            return stands.get().equals(told)
                    ? ""
                    : places.located(Scope.EVERYTHING, stands.get())
                            .map(Located::name)
                            .orElse("");
        }
        register.place(handle, machine, told);
        String name = places.located(Scope.EVERYTHING, told).map(Located::name).orElse("");
        audit.record(
                handle, who, Action.MACHINE_PLACED, Subject.machine(machine, request.name(), told), Map.of("to", name));
        return "";
    }

    /** Lets a machine in as the one it resembles: that one's history goes on, its old certificates end. */
    public boolean approveAsSame(Scope scope, Who who, long id) {
        return database.<Boolean, RuntimeException>write(handle -> {
            Optional<Request> request =
                    requests.waiting(handle, scope, id).filter(each -> compares(handle, scope, each));
            request.ifPresent(each -> approve(handle, who, requests.asAgain(handle, each)));
            return request.isPresent();
        });
    }

    /** Keeps a machine out that waits; false when it is not seen or does not wait. */
    public boolean refuse(Scope scope, Who who, long id) {
        return database.<Boolean, RuntimeException>write(handle -> {
            Optional<Request> request = requests.waiting(handle, scope, id);
            request.ifPresent(each -> {
                requests.decide(handle, each, State.REFUSED, null, clock.instant());
                Long place = each.place();
                audit.record(
                        handle,
                        who,
                        Action.MACHINE_REFUSED,
                        subject(place, places.located(Scope.EVERYTHING, place)),
                        Map.of("machine", each.name()));
            });
            return request.isPresent();
        });
    }

    /**
     * The device whose certificate it is; empty when it lets nobody in. Older certificates of the device end some weeks later, unless
     * they come back meanwhile, as on a machine whose disk is rolled back at each start.
     */
    public Optional<UUID> device(X509Certificate certificate) {
        Instant now = clock.instant();
        Optional<CertificateTable.Valid> valid = database.<Optional<CertificateTable.Valid>, RuntimeException>read(
                handle -> certificates.valid(handle, certificate, now));
        valid.filter(each -> each.supersedes() || each.returns())
                .ifPresent(each -> database.writing(handle -> {
                    if (each.supersedes()) {
                        certificates.supersede(handle, each, now);
                    }
                    cameBack(handle, certificate, each, now);
                }));
        return valid.map(CertificateTable.Valid::device);
    }

    private void cameBack(Handle handle, X509Certificate certificate, CertificateTable.Valid known, Instant now) {
        if (!known.returns() || !certificates.returned(handle, certificate, known, now)) {
            return;
        }
        register.find(handle, Scope.EVERYTHING, known.device())
                .ifPresent(machine -> audit.record(
                        handle,
                        Who.SERVER,
                        Action.CERTIFICATE_RETURNED,
                        Subject.machine(machine.id(), machine.name(), machine.place()),
                        Map.of()));
    }

    /**
     * Takes a machine's access away, at once and for good.
     *
     * @return false when there is no such machine that is seen, or it had no access
     */
    public boolean revoke(Scope scope, Who who, UUID device) {
        Instant now = clock.instant();
        boolean revoked = database.<Boolean, RuntimeException>write(handle -> {
            Optional<MachineRegister.Registered> found = register.find(handle, scope, device);
            if (found.isEmpty() || !register.revoke(handle, found.get().id(), now)) {
                return false;
            }
            certificates.revoke(handle, found.get().id(), now.plusMillis(1), now);
            audit.record(
                    handle,
                    who,
                    Action.MACHINE_REVOKED,
                    Subject.machine(
                            found.get().id(), found.get().name(), found.get().place()),
                    Map.of());
            return true;
        });
        if (revoked) {
            cut.accept(device);
        }
        return revoked;
    }
}
