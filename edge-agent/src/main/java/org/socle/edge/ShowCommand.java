package org.socle.edge;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Pack;
import org.socle.contract.senml.SenmlFormat;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.publish.BootClock;
import org.socle.edge.publish.FullReport;
import org.socle.edge.publish.OutboxView;
import org.socle.edge.source.SysFs;
import org.socle.edge.tree.Change;
import org.socle.edge.tree.InstanceNumbers;
import org.socle.edge.tree.ObjectTree;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads the machine once and prints what the agent would send. */
@Command(name = "show", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    /** Long enough for the clock ticks that the processor's load is counted in. */
    static final Duration BETWEEN_SAMPLES = Duration.ofMillis(500);

    @Mixin
    private AgentOptions options = new AgentOptions();

    @ArgGroup
    private @Nullable Form form;

    @Spec
    private @Nullable CommandSpec spec;

    /** At most one of these. */
    static final class Form {
        @Option(names = "--json", descriptionKey = "option.json")
        private boolean json;

        @Option(names = "--plain", descriptionKey = "option.plain")
        private boolean plain;
    }

    @Override
    public Integer call() throws InterruptedException {
        AgentConfig config = options.config();
        PrintWriter out =
                Objects.requireNonNull(spec, "filled by picocli").commandLine().getOut();
        if (form != null && form.json) {
            out.println(json(config));
        } else {
            List<Change> values = read(config, InstanceNumbers.inMemory()).snapshot();
            List<String> lines = form != null && form.plain
                    ? PlainText.lines(values)
                    : new Table(Messages.ofEnvironment()).lines(values);
            lines.forEach(out::println);
        }
        out.flush();
        return 0;
    }

    /** The pack that would be sent at a start, as SenML-JSON; what is really sent is the same in CBOR. */
    private static String json(AgentConfig config) throws InterruptedException {
        OutboxView outbox = OutboxView.of(config.state().directory());
        BootClock clock = BootClock.of(new SysFs(config.machine().root()), InstantSource.system());
        Pack pack = FullReport.next(read(config, outbox), outbox, clock);
        return new String(pack.encode(SenmlFormat.JSON), StandardCharsets.UTF_8);
    }

    /** Two samples, since a load is what happened between them. */
    private static ObjectTree read(AgentConfig config, InstanceNumbers numbers) throws InterruptedException {
        ObjectTree tree = new ObjectTree(numbers);
        try (ProbeRunner runner = new ProbeRunner(
                AgentOptions.probes(config),
                config.rhythm().sample(),
                (probe, readings, at) -> tree.apply(probe, readings.list(), at))) {
            runner.sample();
            Thread.sleep(BETWEEN_SAMPLES.toMillis());
            runner.sample();
        }
        return tree;
    }
}
