package org.socle.fleet.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;
import org.socle.fleet.config.NamesConfig;
import org.socle.fleet.config.ServerConfig;
import org.socle.fleet.store.DataDirectory;
import org.socle.fleet.store.StorageAdvice;
import org.socle.fleet.web.Messages;
import org.socle.fleet.web.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code socle-server}. Exit status: 0 done, 1 something went wrong that should not have, 2 the command line cannot be
 * understood, 3 the settings cannot be used, 4 what was asked for is refused.
 */
@Command(
        name = "socle-server",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Takes in what Socle's agents report, and shows it.")
public final class Main {
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 3;
    private static final int REFUSED = 4;

    private Main() {}

    public static void main(String[] args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .addSubcommand(new Run())
                .addSubcommand(new DemoCommand())
                .addSubcommand(UserCommand.withSubcommands())
                .addSubcommand(AuthorityCommand.withSubcommands())
                .addSubcommand(new AdoptCommand())
                .setExecutionExceptionHandler(Main::failed);
    }

    private static int failed(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        if (exception instanceof Refusal refusal) {
            command.getErr().println("socle-server: " + refusal.in(Messages.ENGLISH));
            return REFUSED;
        }
        if (exception instanceof ConfigException) {
            command.getErr().println("socle-server: " + exception.getMessage());
            return MISCONFIGURED;
        }
        Logger log = LoggerFactory.getLogger(Main.class);
        if (exception instanceof IOException) {
            // Something around the server, not a mistake in it: whose library noticed it is of no use to people.
            command.getErr().println("socle-server: " + reasons(exception));
            log.debug("socle-server failed", exception);
        } else {
            log.error("socle-server failed", exception);
        }
        return FAILED;
    }

    private static String reasons(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
                .map(each -> each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage())
                .distinct()
                .collect(Collectors.joining(": "));
    }

    /** Runs the server until it is told to stop. */
    @Command(name = "run", mixinStandardHelpOptions = true, description = "Run the server until it is told to stop.")
    private static final class Run implements Callable<Integer> {
        private static final Logger LOG = LoggerFactory.getLogger(Server.class);
        private static final Duration LAST_PAGE = Duration.ofSeconds(2);

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "Settings, by default /etc/socle/server.toml if it is there.")
        @Nullable
        Path config;

        @Option(
                names = "--announce",
                paramLabel = "FILE",
                description =
                        "Once ready, write address, API token, a one-time sign-in link and an enrolment code to this"
                                + " file, for its owner only.")
        @Nullable
        Path announcement;

        @Option(
                names = "--announce-pid",
                paramLabel = "PID",
                description = "The process to name in that file, by default this one.")
        long pid = ProcessHandle.current().pid();

        @Option(names = "--demo", description = "Run on the invented data that 'demo' has made.")
        boolean demo;

        private final AtomicBoolean purging = new AtomicBoolean();

        @Override
        public Integer call() throws IOException, InterruptedException {
            ServerConfig all = ServerConfig.of(settings(), System.getenv());
            Ports.requireFree("127.0.0.1", all.web().port(), ServerConfig.HTTP_PORT);
            Ports.requireFree(all.web().host(), all.web().httpsPort(), ServerConfig.HTTPS_PORT);
            Ports.requireFree(all.mqtt().host(), all.mqtt().port(), ServerConfig.MQTT_PORT);
            if (all.mqtt().plainPort() != 0) {
                Ports.requireFree("127.0.0.1", all.mqtt().plainPort(), ServerConfig.MQTT_PLAIN_PORT);
            }
            try {
                return run(all);
            } catch (RuntimeException e) {
                throw StorageAdvice.on(all.data(), e);
            }
        }

        private int run(ServerConfig all) throws IOException, InterruptedException {
            Server server = new Server(all, Clock.systemUTC(), demo ? this::purge : null, this::startAnew);
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                try {
                                    server.close();
                                    LOG.info("stopped");
                                    if (purging.get()) {
                                        DataDirectory.deleteDemo(all.data());
                                        LOG.info("the demo's data are deleted");
                                    }
                                } catch (IOException | RuntimeException e) {
                                    LOG.error("the server did not stop cleanly", e);
                                } finally {
                                    stopped.countDown();
                                }
                            },
                            "stop"));
            server.start();
            if (announcement != null) {
                Announcement.of(all, server, pid).write(announcement);
            }
            LOG.info(
                    "ready: pages on {} and https://{}:{}, devices on port {}",
                    all.web().url(),
                    NamesConfig.inUrl(all.names().first()),
                    all.web().httpsPort(),
                    all.mqtt().port());
            stopped.await();
            return 0;
        }

        /** What a service manager sees and mends: the process ends, and none of what was acknowledged is lost by that. */
        private void startAnew(Throwable error) {
            LOG.error("the server ends, to be started again", error);
            Runtime.getRuntime().halt(FAILED);
        }

        /** Stops, once the page that says so has arrived; what is left is done at the end of the stop. */
        private void purge() {
            if (purging.compareAndSet(false, true)) {
                Thread thread = new Thread(
                        () -> {
                            try {
                                Thread.sleep(LAST_PAGE.toMillis());
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            System.exit(0);
                        },
                        "purge");
                thread.setDaemon(true);
                thread.start();
            }
        }

        private Settings settings() {
            return config == null ? Settings.load(ServerConfig.DEFAULT_FILE, false) : Settings.load(config, true);
        }
    }
}
