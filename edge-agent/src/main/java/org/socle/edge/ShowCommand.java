package org.socle.edge;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Pack;
import org.socle.contract.Sample;
import org.socle.contract.senml.SenmlFormat;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.probe.ProbeRunner;
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
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(500);

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
        List<Change> values = read(options.config());
        PrintWriter out =
                Objects.requireNonNull(spec, "filled by picocli").commandLine().getOut();
        if (form != null && form.json) {
            out.println(senml(values, Instant.now()));
        } else if (form != null && form.plain) {
            PlainText.lines(values).forEach(out::println);
        } else {
            new Table(Messages.ofEnvironment()).lines(values).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    /** Two samples, since a load is what happened between them. */
    private static List<Change> read(AgentConfig config) throws InterruptedException {
        ObjectTree tree = new ObjectTree(InstanceNumbers.inMemory());
        try (ProbeRunner runner =
                new ProbeRunner(AgentOptions.probes(config), config.rhythm().sample(), tree::apply)) {
            runner.sample();
            Thread.sleep(BETWEEN_SAMPLES.toMillis());
            runner.sample();
        }
        return tree.snapshot();
    }

    /** The pack of a full report, as SenML-JSON. */
    static String senml(List<Change> values, Instant now) {
        List<Sample> samples = values.stream()
                .map(change -> new Sample(change.resource(), change.instance(), 0, change.value()))
                .toList();
        return new String(
                new Pack(now.toEpochMilli() / 1000.0, samples).encode(SenmlFormat.JSON), StandardCharsets.UTF_8);
    }
}
