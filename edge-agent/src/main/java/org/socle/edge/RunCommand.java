package org.socle.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.contract.config.ConfigException;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.publish.OutboxException;
import org.socle.edge.source.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads and reports until it is told to stop. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private AgentOptions options = new AgentOptions();

    @Override
    public Integer call() throws InterruptedException, IOException {
        Logger log = LoggerFactory.getLogger(RunCommand.class);
        AgentConfig config = options.config();
        AgentService service = open(config, log);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                service.close();
                                log.info("stopped");
                            } catch (IOException | RuntimeException e) {
                                log.error("the agent did not stop cleanly", e);
                            } finally {
                                stopped.countDown();
                            }
                        },
                        "stop"));
        log.info(
                "socle-agent {} {}",
                Version.current(),
                service.device().map(id -> "as device " + id).orElse("not enrolled yet: socle-agent enrol URL CODE"));
        service.start();
        stopped.await();
        return 0;
    }

    private static AgentService open(AgentConfig config, Logger log) {
        try {
            Messages english = Messages.in(Locale.ENGLISH);
            return new AgentService(
                    config, trouble -> log.warn("{}", english.text(trouble.key(), trouble.arguments())));
        } catch (UncheckedIOException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        } catch (IOException | OutboxException e) {
            throw new ConfigException(
                    "the state directory " + config.state().directory() + " cannot be used: " + Reason.of(e), e);
        }
    }
}
