package org.socle.fleet.app;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.socle.fleet.access.Scope;
import org.socle.fleet.account.ApiTokens;
import org.socle.fleet.account.SignInLinks;
import org.socle.fleet.account.TotpKey;
import org.socle.fleet.account.TotpSecrets;
import org.socle.fleet.calendar.Holidays;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.config.ServerConfig;
import org.socle.fleet.connectivity.Grants;
import org.socle.fleet.connectivity.SpeedApi;
import org.socle.fleet.connectivity.SpeedRounds;
import org.socle.fleet.connectivity.SpeedTests;
import org.socle.fleet.demo.DemoService;
import org.socle.fleet.energy.PowerLessons;
import org.socle.fleet.energy.factor.FactorEditions;
import org.socle.fleet.energy.own.OwnMeter;
import org.socle.fleet.energy.use.AccountSweep;
import org.socle.fleet.energy.waste.WasteSweep;
import org.socle.fleet.enrolment.Enrolment;
import org.socle.fleet.enrolment.Joining;
import org.socle.fleet.enrolment.KeepOut;
import org.socle.fleet.enrolment.MachineAddresses;
import org.socle.fleet.finding.threshold.Thresholds;
import org.socle.fleet.health.DiskGuard;
import org.socle.fleet.health.Health;
import org.socle.fleet.health.JobVitals;
import org.socle.fleet.health.MemoryGuard;
import org.socle.fleet.health.Trouble;
import org.socle.fleet.health.Watch;
import org.socle.fleet.incident.IncidentSweep;
import org.socle.fleet.intake.CanaryPapers;
import org.socle.fleet.intake.IntakeService;
import org.socle.fleet.intake.Quarantine;
import org.socle.fleet.management.CommandQueue;
import org.socle.fleet.management.LiveMode;
import org.socle.fleet.overview.LiveFeed;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Retention;
import org.socle.fleet.store.DataDirectory;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.Installation;
import org.socle.fleet.store.Integrity;
import org.socle.fleet.store.IntegrityWatch;
import org.socle.fleet.store.Job;
import org.socle.fleet.store.Jobs;
import org.socle.fleet.ticket.TextRetention;
import org.socle.fleet.trust.ServerTrust;
import org.socle.fleet.web.WebServer;

/** The whole server, its parts started in order and stopped in reverse. */
final class Server implements AutoCloseable {
    private final Path data;
    private final Database database;
    private final Clock clock;
    private final LiveFeed feed = new LiveFeed();
    private final ServerTrust trust;
    private final Enrolment enrolment;
    private final Joining joining;
    private final IntakeService intake;
    private final StoredCalendar calendar;
    private final Jobs jobs;
    private final List<Job> work;
    private final Watch watch;
    private final KeepOut keepOut;
    private final WebServer web;
    private final OwnMeter own;
    private final @Nullable DemoService demo;
    private final Installation installation;
    private final IntegrityWatch integrity;

    /** Opens the database; nothing listens before {@link #start}. */
    Server(ServerConfig config, Clock clock) throws IOException {
        this(config, clock, null, Server::carryOn);
    }

    private static void carryOn(Throwable error) {
        LoggerFactory.getLogger(Server.class).error("only a new start can mend this", error);
    }

    /**
     * A server on real data or on those of a demo.
     *
     * @param purge ends a demo and deletes its data, at once; null for real data
     * @param fatal told what only a new start can mend, from any thread
     * @throws org.socle.contract.config.ConfigException when the directory holds the other kind, another server holds it, or
     *     a part of it is missing, foreign or damaged
     * @throws IOException when it cannot be written
     */
    Server(ServerConfig config, Clock clock, @Nullable Runnable purge, Consumer<Throwable> fatal) throws IOException {
        DataDirectory.requireKind(config.data(), purge != null);
        if (purge != null) {
            DemoService.require(config.data());
        }
        this.clock = clock;
        this.data = config.data();
        PrometheusRegistry registry = new PrometheusRegistry();
        // Before anything is made, migrated or renewed there.
        installation = Installation.open(config.data(), purge != null);
        trust = new ServerTrust(config.data(), config.names(), config.web(), clock);
        database = installation.database();
        integrity = new IntegrityWatch(database, clock, !installation.lookedAtAll());
        TotpKey totpKey = TotpKey.in(ServerTrust.directory(config.data()));
        TotpSecrets.prepare(database, totpKey);
        joining = new Joining(trust, URI.create(config.httpsUrl()), config.web().agent());
        enrolment = new Enrolment(database, clock, trust, this::cut, purge != null);
        Thresholds thresholds = new Thresholds(database, clock);
        calendar = new StoredCalendar(database, clock);
        new Holidays(database, clock, calendar).takeShipped();
        jobs = new Jobs(registry, clock);
        Health health = new Health(registry, clock);
        MemoryGuard memory = new MemoryGuard();
        intake = new IntakeService(
                config.mqtt(),
                config.data().resolve("broker"),
                trust.mqtt().context(),
                database,
                registry,
                calendar,
                new IntakeService.Ties(
                        enrolment::device,
                        new ApiTokens(database, clock)::valid,
                        feed::published,
                        thresholds::of,
                        memory::isShort,
                        device -> trust.asDevice(device, CanaryPapers::new),
                        fatal),
                clock);
        keepOut = new KeepOut(database, clock, intake::keepOut, intake::letIn);
        DiskGuard disk = new DiskGuard(config.data(), intake::diskFull);
        health.watch(disk);
        health.watch(memory);
        health.watch(intake);
        health.watch(new JobVitals(jobs, clock));
        health.watch(() -> integrity.last().state() == Integrity.State.DAMAGED
                ? List.of(Trouble.of(Trouble.Kind.DATABASE_DAMAGED))
                : List.of());
        watch = new Watch(registry, config.data(), disk, memory, health);
        demo = purge == null ? null : new DemoService(database, clock, data, calendar, intake::accept);
        CommandQueue commands = new CommandQueue(demo == null ? intake::send : demo::send, clock);
        PowerLessons lessons = new PowerLessons(database, commands);
        LiveMode liveMode = new LiveMode(database, commands, clock);
        Grants grants = new Grants(clock);
        SpeedTests speedTests = new SpeedTests(database, commands, grants, config.connectivity(), clock);
        SpeedRounds rounds = new SpeedRounds(
                database, commands, grants, config.connectivity().everyDays(), calendar, clock);
        Readings readings = new Readings(database);
        FactorEditions editions = new FactorEditions(database, clock);
        editions.takeShipped();
        AccountSweep accounts = new AccountSweep(database, calendar, clock);
        WasteSweep wastes = new WasteSweep(database, calendar, editions, readings, clock);
        IncidentSweep incidents = new IncidentSweep(
                database, calendar, machine -> readings.latest(Scope.EVERYTHING, machine), thresholds::of);
        Quarantine quarantine = new Quarantine(database, clock, intake::accept);
        Site site = new Site(new Site.Given(
                database,
                clock,
                feed,
                liveMode::ask,
                () -> metrics(registry),
                health,
                intake::floods,
                keepOut,
                trust,
                totpKey,
                enrolment,
                joining,
                new MachineAddresses(config.names(), config.mqtt()),
                config.url(),
                config.behindTls(),
                config.oidc(),
                config.tickets(),
                speedTests,
                calendar,
                thresholds,
                new SpeedApi(enrolment::device, grants),
                purge,
                quarantine));
        web = site.server(config.web(), data.resolve("uploads"), trust.https().context(), clock);
        own = new OwnMeter(database, web::served, intake::taken, clock);
        work = new ArrayList<>(List.of(
                // At once: what was found while the server was down is there already.
                new Job("incidents", Duration.ZERO, Duration.ofMinutes(1), () -> incidents.sweep(clock.instant())),
                new Job("energy", Duration.ZERO, Duration.ofMinutes(5), accounts::addUp),
                new Job("energy-calendars", Duration.ofMinutes(2), Duration.ofDays(1), () -> {
                    accounts.recheck();
                    accounts.forget();
                    accounts.addUp();
                    wastes.look();
                }),
                new Retention(database, clock).job(),
                new TextRetention(database, clock, config.tickets().keepTextsYears()).job(),
                own.job(),
                integrity.job(),
                new Job("quarantine", Duration.ofMinutes(25), Duration.ofDays(1), quarantine::forget),
                trust.job()));
        work.addAll(intake.jobs());
        if (demo == null) {
            // Simulated machines neither test lines nor learn: they tell what their model says.
            work.add(lessons.job());
            // Machines have to come back first.
            work.add(new Job("speed", Duration.ofMinutes(5), Duration.ofMinutes(1), rounds::sweep));
            work.add(new Job("speed-retention", Duration.ofMinutes(30), Duration.ofDays(1), rounds::forget));
        }
    }

    private void cut(UUID device) {
        intake.cut(device);
    }

    private static String metrics(PrometheusRegistry registry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    void start() throws IOException {
        calendar.prepare();
        watch.look();
        keepOut.begin();
        intake.start();
        Adopted.record(installation.settle(), database, clock);
        web.start();
        watch.start();
        if (demo != null) {
            demo.start();
        }
        work.forEach(jobs::start);
    }

    /** Links that sign somebody in. */
    SignInLinks signInLinks() {
        return new SignInLinks(database, clock);
    }

    /** Whether all data are invented. */
    boolean demo() {
        return demo != null;
    }

    /** How machines join. */
    Enrolment enrolment() {
        return enrolment;
    }

    /** What the last whole look at the database came to. */
    Integrity integrity() {
        return integrity.last();
    }

    /** Everything that can be asked for over HTTP, as {@code METHOD /path}. */
    List<String> routes() {
        return web.routes();
    }

    /** The ways for machines to join. */
    Joining joining() {
        return joining;
    }

    /** The server's certificates. */
    ServerTrust trust() {
        return trust;
    }

    /** Tokens for programs. */
    ApiTokens apiTokens() {
        return new ApiTokens(database, clock);
    }

    @Override
    public void close() throws IOException {
        web.close();
        feed.close();
        jobs.close();
        watch.close();
        if (demo != null) {
            demo.close();
        }
        try {
            intake.close();
        } finally {
            own.close();
            database.close();
            installation.close();
        }
    }
}
