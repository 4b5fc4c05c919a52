package org.socle.edge;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.probe.Absence;
import org.socle.edge.probe.Absences;
import org.socle.edge.probe.Probe;
import org.socle.edge.probe.ProbeRunner;
import org.socle.edge.probe.Probes;
import org.socle.edge.probe.Readings;
import org.socle.edge.publish.OutboxView;
import org.socle.edge.source.SysFs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Says whether the machine has joined, and of each probe whether it reads, why there is nothing to read, what keeps it from reading,
 * and why a reading is missing.
 */
@Command(name = "doctor", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private AgentOptions options = new AgentOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out =
                Objects.requireNonNull(spec, "filled by picocli").commandLine().getOut();
        AgentConfig config = options.config();
        Messages messages = Messages.ofEnvironment();
        SysFs files = new SysFs(config.machine().root());
        Map<String, Readings> read = new HashMap<>();
        List<Probe> probes = AgentOptions.probes(config);
        String name = "enrolment";
        for (String told : Joined.lines(config, messages)) {
            out.println(line(name, told));
            name = "";
        }
        name = "state";
        Path directory = config.state().directory();
        List<String> state = new ArrayList<>(FrozenState.lines(files, directory, messages));
        if (files.live()) {
            state.addAll(StateCheck.lines(directory, messages));
            state.addAll(StateCheck.refused(OutboxView.of(directory), messages));
        }
        for (String told : state) {
            out.println(line(name, told));
            name = "";
        }
        boolean complete = state.isEmpty();
        try (ProbeRunner runner =
                new ProbeRunner(probes, config.rhythm().sample(), (probe, readings, at) -> read.put(probe, readings))) {
            look(runner, probes, messages);
            for (Probe probe : probes) {
                Diagnosis diagnosis = new Diagnosis(messages, probe, runner.state(probe.name()));
                List<Absence> absences = Absences.explain(read.getOrDefault(probe.name(), new Readings()), files);
                diagnosis
                        .lines(
                                read.getOrDefault(probe.name(), new Readings())
                                        .list()
                                        .size(),
                                absences,
                                runner.reason(probe.name()).orElse(""))
                        .forEach(out::println);
                complete &= diagnosis.complete();
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

    /** Two looks, since a load is what happened between them; says on the error output what it waits for. */
    private void look(ProbeRunner runner, List<Probe> probes, Messages messages) throws InterruptedException {
        PrintWriter err =
                Objects.requireNonNull(spec, "filled by picocli").commandLine().getErr();
        Thread teller = new Thread(() -> tell(runner, probes, messages, err), "teller");
        teller.setDaemon(true);
        teller.start();
        runner.sample();
        Thread.sleep(ShowCommand.BETWEEN_SAMPLES.toMillis());
        runner.sample();
        teller.interrupt();
    }

    private static void tell(ProbeRunner runner, List<Probe> probes, Messages messages, PrintWriter err) {
        String seen = "";
        boolean told = false;
        try {
            while (true) {
                Thread.sleep(PATIENCE.toMillis());
                String reading = runner.reading().orElse("");
                if (!reading.equals(seen)) {
                    seen = reading;
                    told = false;
                } else if (!told && !reading.isEmpty()) {
                    long most = probes.stream()
                            .filter(probe -> probe.name().equals(reading))
                            .mapToLong(probe -> probe.timeout().toSeconds())
                            .max()
                            .orElse(0);
                    err.println(messages.text("doctor.waiting", reading, most));
                    told = true;
                }
            }
        } catch (InterruptedException e) {
            // All has been read.
        }
    }

    /** Looks of the teller; a probe that is there at two of them takes long. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static String line(String name, String text) {
        return Diagnosis.line(name, text);
    }
}
