package org.socle.edge;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.edge.action.CommandHandler;
import org.socle.edge.action.SpeedTest;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.config.BrokerAddress;
import org.socle.edge.config.ProxyConfig;
import org.socle.edge.identity.Bundles;
import org.socle.edge.identity.Enrolled;
import org.socle.edge.identity.Enroller;
import org.socle.edge.identity.EnrolmentException;
import org.socle.edge.identity.IdentityKeeper;
import org.socle.edge.identity.IdentityStore;
import org.socle.edge.probe.MachineFacts;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Probes;
import org.socle.edge.publish.BootClock;
import org.socle.edge.publish.MqttSender;
import org.socle.edge.publish.Outbox;
import org.socle.edge.publish.OutboxFile;
import org.socle.edge.publish.Reporter;
import org.socle.edge.publish.Route;
import org.socle.edge.source.Line;
import org.socle.edge.source.Notebook;
import org.socle.edge.source.PlugFeed;
import org.socle.edge.source.Sources;
import org.socle.edge.source.SysFs;
import org.socle.edge.source.Ticks;
import org.socle.edge.source.Version;
import org.socle.edge.tree.ObjectTree;
import org.socle.enrol.Tls;

/** The running agent: probes, tree, reporter, outbox and sender, started and stopped as one. */
final class AgentService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);

    /** Rates need two looks; the second follows the first after this. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    private final AgentConfig config;
    private final @Nullable FileChannel lockFile;
    private final Outbox outbox;
    private final BootClock clock;
    private final InstantSource wall = InstantSource.system();
    private final Reporter reporter;
    private final ProbeRunner runner;
    private final IdentityKeeper keeper;
    private final @Nullable PlugFeed plug;
    private volatile @Nullable MqttSender sender;

    /**
     * Prepares the agent.
     *
     * @param troubles told why the machine cannot join or renew its certificate
     */
    AgentService(AgentConfig config, Consumer<EnrolmentException> troubles) throws IOException {
        this.config = config;
        SysFs files = new SysFs(config.machine().root());
        Path directory = config.state().directory();
        Files.createDirectories(directory);
        this.lockFile = lock(directory);
        IdentityStore store = new IdentityStore(directory);
        MachineFacts facts = new MachineFacts(files);
        Enroller enroller = new Enroller(store, facts, config.server().proxy(), wall);
        this.keeper = new IdentityKeeper(store, enroller, facts, Bundles.places(directory), wall, troubles);
        if (!config.server().plain() && keeper.load()) {
            OutboxFile.setAside(directory);
        }
        this.outbox = Outbox.open(directory, config.outbox().maxBytes());
        this.clock = BootClock.of(files, wall);
        this.reporter = new Reporter(new ObjectTree(outbox), outbox, clock, config.rhythm(), 2, this::wake);
        this.plug = Supply.feed(config.energy(), Ticks.of(files));
        Sources sources = Sources.of(config.machine().root(), Outside.net(config, keeper::current))
                .with(Notebook.in(directory))
                .with(Supply.facts(config.energy(), plug));
        this.runner = new ProbeRunner(
                Probes.wanted(config.probes().disabled(), config.probes().enabled(), sources),
                config.rhythm().sample(),
                reporter);
        reporter.sampling(runner::rhythm);
    }

    private void wake() {
        MqttSender present = sender;
        if (present != null) {
            present.wake();
        }
    }

    /** The machine's id; empty while it has not joined. */
    Optional<UUID> device() throws IOException {
        return config.server().plain()
                ? Optional.of(DeviceId.of(config.state().directory()))
                : keeper.current().map(Enrolled::device);
    }

    /** Starts to read and keep; what is kept is sent once the machine has an identity. */
    void start() throws InterruptedException, IOException {
        if (config.server().plain()) {
            Route plain = new Route(config.server().addresses(), null, null);
            send(DeviceId.of(config.state().directory()), () -> plain);
        } else {
            keeper.start(enrolled -> send(enrolled.device(), this::route));
        }
        if (plug != null) {
            plug.start();
        }
        runner.sampleQuick();
        Thread.sleep(SECOND_LOOK.toMillis());
        runner.sampleQuick();
        // What asks others follows as soon as it has answered.
        reporter.hurry();
        runner.start();
    }

    private void send(UUID device, Supplier<Route> route) {
        Notebook notebook = Notebook.in(config.state().directory());
        MqttSender starting = new MqttSender(
                device,
                route,
                Version.current(),
                outbox,
                clock,
                new CommandHandler(reporter, new SpeedTest(this::line, reporter, wall), notebook, wall)::handle,
                new LinkMemory(new LinkReadings(reporter, wall), notebook, wall));
        sender = starting;
        starting.start(reporter::trusted);
    }

    /** To the server's pages, which may have a certificate of the web. */
    private Optional<Line> line() {
        return keeper.current().map(enrolled -> {
            List<X509Certificate> trusted = new ArrayList<>(enrolled.anchors());
            trusted.addAll(Tls.systemAnchors());
            return new Line(
                    enrolled.url(),
                    new Tls(enrolled.identity(), trusted).context().getSocketFactory(),
                    ProxyConfig.way(config.server().proxy(), enrolled.url().getHost()));
        });
    }

    /** By the newest certificate. */
    private Route route() {
        Enrolled enrolled = keeper.current().orElseThrow();
        List<BrokerAddress> addresses = config.server().addresses().isEmpty()
                ? enrolled.addresses()
                : config.server().addresses();
        return new Route(
                addresses,
                new Tls(enrolled.identity(), enrolled.anchors()).context(),
                config.server().proxy());
    }

    /** Null where the disk is read-only or full: an agent that reports this is worth more than a lock. */
    private static @Nullable FileChannel lock(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    directory.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (AccessDeniedException | NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            LOG.error("the state directory cannot be written", e);
            return null;
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer.
        }
        channel.close();
        throw new IOException("another agent already runs on the state directory " + directory);
    }

    @Override
    public void close() throws IOException {
        runner.close();
        if (plug != null) {
            plug.close();
        }
        keeper.close();
        MqttSender present = sender;
        if (present != null) {
            present.close();
        }
        outbox.close();
        if (lockFile != null) {
            lockFile.close();
        }
    }
}
