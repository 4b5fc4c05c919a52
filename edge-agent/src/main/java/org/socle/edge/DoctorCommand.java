package org.socle.edge;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.probe.Obstacle;
import org.socle.edge.probe.Probe;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.ProbeState;
import org.socle.edge.probe.Probes;
import org.socle.edge.probe.Readings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether the machine has joined, and of each probe whether it reads, why there is nothing to read, or what keeps it from reading. */
@Command(name = "doctor", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private AgentOptions options = new AgentOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "filled by picocli").commandLine().getOut();
        AgentConfig config = options.config();
        Messages messages = Messages.ofEnvironment();
        Map<String, Readings> read = new HashMap<>();
        List<Probe> probes = AgentOptions.probes(config);
        String name = "enrolment";
        for (String told : Joined.lines(config, messages)) {
            out.println(line(name, told));
            name = "";
        }
        boolean complete = true;
        try (ProbeRunner runner =
                new ProbeRunner(probes, config.rhythm().sample(), (probe, readings, at) -> read.put(probe, readings))) {
            runner.sample();
            for (Probe probe : probes) {
                Verdict verdict = verdict(
                        messages,
                        probe,
                        runner.state(probe.name()),
                        read.getOrDefault(probe.name(), new Readings()).list().size());
                verdict.lines.forEach(out::println);
                complete &= verdict.complete;
            }
        }
        for (String disabled : config.probes().disabled()) {
            out.println(line(disabled, messages.text("doctor.disabled")));
        }
        for (String onDemand : Probes.onDemand()) {
            if (!config.probes().enabled().contains(onDemand)) {
                out.println(line(onDemand, messages.text("doctor.on_demand")));
            }
        }
        out.flush();
        return complete ? 0 : Main.INCOMPLETE;
    }

    private record Verdict(boolean complete, List<String> lines) {}

    private static Verdict verdict(Messages messages, Probe probe, Optional<ProbeState> state, int values) {
        List<Obstacle> obstacles = state.isEmpty() ? List.of() : probe.obstacles();
        List<String> lines = new ArrayList<>();
        lines.add(line(
                probe.name(),
                state.isEmpty() || (state.get() == ProbeState.OK && values == 0)
                        ? messages.text("doctor.absent", messages.text("absent." + probe.name()))
                        : messages.text("doctor." + state.get().word(), values)));
        for (Obstacle obstacle : obstacles) {
            lines.add(" ".repeat(NAME_WIDTH + 1)
                    + messages.text("obstacle." + obstacle.kind().name().toLowerCase(Locale.ROOT), obstacle.subject()));
            lines.add(" ".repeat(NAME_WIDTH + 1)
                    + "→ "
                    + messages.text("remedy." + obstacle.remedy().name().toLowerCase(Locale.ROOT), obstacle.subject()));
        }
        boolean complete =
                obstacles.isEmpty() && state.filter(s -> s != ProbeState.OK).isEmpty();
        return new Verdict(complete, lines);
    }

    private static final int NAME_WIDTH = 12;

    private static String line(String name, String text) {
        return name + " ".repeat(Math.max(1, NAME_WIDTH + 1 - name.length())) + text;
    }
}
