package org.socle.fleet;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.socle.fleet.config.ConfigException;
import org.socle.fleet.config.ServerConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code socle-server}. Exit status: 0 done, 1 something went wrong that should not have, 2 the command line cannot be
 * understood, 3 the settings cannot be used.
 */
@Command(name = "socle-server", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 3;

    private Main() {}

    public static void main(String[] args) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new CommandLine(new Main())
                .addSubcommand(new Run())
                .setExecutionExceptionHandler(Main::failed)
                .execute(args));
    }

    private static int failed(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        if (exception instanceof ConfigException) {
            command.getErr().println("socle-server: " + exception.getMessage());
            return MISCONFIGURED;
        }
        LoggerFactory.getLogger(Main.class).error("socle-server failed", exception);
        return FAILED;
    }

    /** Runs the server until it is told to stop. */
    @Command(name = "run", mixinStandardHelpOptions = true)
    private static final class Run implements Callable<Integer> {
        private static final Logger LOG = LoggerFactory.getLogger(Server.class);

        @Override
        public Integer call() throws IOException, InterruptedException {
            ServerConfig config = ServerConfig.of(System.getenv());
            Server server = new Server(config, Clock.systemUTC());
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                try {
                                    server.close();
                                    LOG.info("stopped");
                                } catch (IOException | RuntimeException e) {
                                    LOG.error("the server did not stop cleanly", e);
                                } finally {
                                    stopped.countDown();
                                }
                            },
                            "stop"));
            server.start();
            LOG.info("ready");
            stopped.await();
            return 0;
        }
    }
}
