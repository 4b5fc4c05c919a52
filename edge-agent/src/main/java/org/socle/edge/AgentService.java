package org.socle.edge;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.socle.edge.action.CommandHandler;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Probes;
import org.socle.edge.publish.BootClock;
import org.socle.edge.publish.MqttSender;
import org.socle.edge.publish.Outbox;
import org.socle.edge.publish.Reporter;
import org.socle.edge.source.Sources;
import org.socle.edge.source.Version;
import org.socle.edge.tree.ObjectTree;

/** The running agent: probes, tree, reporter, outbox and sender, started and stopped as one. */
final class AgentService implements AutoCloseable {
    /** Rates need two looks; the second follows the first after this. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    private final FileChannel lockFile;
    private final Outbox outbox;
    private final UUID device;
    private final MqttSender sender;
    private final Reporter reporter;
    private final ProbeRunner runner;

    AgentService(AgentConfig config, Sources sources) throws IOException {
        Path directory = config.state().directory();
        Files.createDirectories(directory);
        this.lockFile = lock(directory);
        this.device = DeviceId.of(directory);
        this.outbox = Outbox.open(directory, config.outbox().maxBytes());
        InstantSource wall = InstantSource.system();
        BootClock clock = BootClock.of(sources.files(), wall);
        this.reporter = new Reporter(new ObjectTree(outbox), outbox, clock, config.rhythm(), 2, this::wake);
        this.sender = new MqttSender(
                device,
                config.server(),
                Version.current(),
                outbox,
                clock,
                new CommandHandler(reporter, wall)::handle,
                new LinkReadings(reporter, wall));
        this.runner = new ProbeRunner(
                Probes.without(config.probes().disabled(), sources),
                config.rhythm().sample(),
                reporter);
        reporter.sampling(runner::rhythm);
    }

    private void wake() {
        sender.wake();
    }

    UUID device() {
        return device;
    }

    void start() throws InterruptedException {
        sender.start(reporter::trusted);
        runner.sample();
        Thread.sleep(SECOND_LOOK.toMillis());
        runner.start();
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
        sender.close();
        outbox.close();
        lockFile.close();
    }
}
