package org.socle.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socle.contract.ContractException;
import org.socle.contract.config.ConfigException;
import org.socle.contract.enrolment.EnrolmentBundle;
import org.socle.contract.enrolment.EnrolmentCode;
import org.socle.edge.config.AgentConfig;
import org.socle.edge.identity.Enrolled;
import org.socle.edge.identity.Enroller;
import org.socle.edge.identity.Enroller.Joined;
import org.socle.edge.identity.Enroller.Outcome;
import org.socle.edge.identity.Enroller.Pending;
import org.socle.edge.identity.EnrolmentException;
import org.socle.edge.identity.IdentityStore;
import org.socle.edge.probe.MachineFacts;
import org.socle.edge.source.SysFs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets this machine join a server's fleet. */
@Command(name = "enrol", mixinStandardHelpOptions = true)
final class EnrolCommand implements Callable<Integer> {
    @Mixin
    private AgentOptions options = new AgentOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "URL", descriptionKey = "parameter.url")
    private @Nullable String url;

    @Parameters(index = "1", arity = "0..1", paramLabel = "CODE", descriptionKey = "parameter.code")
    private @Nullable String code;

    @Option(names = "--bundle", paramLabel = "FILE", descriptionKey = "option.bundle")
    private @Nullable Path bundleFile;

    @Option(names = "--unattended", descriptionKey = "option.unattended")
    private boolean unattended;

    @Option(names = "--again", descriptionKey = "option.again")
    private boolean again;

    @Spec
    private @Nullable CommandSpec spec;

    private final Messages messages = Messages.ofEnvironment();

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter out =
                Objects.requireNonNull(spec, "filled by picocli").commandLine().getOut();
        PrintWriter error = spec.commandLine().getErr();
        AgentConfig config = options.config();
        EnrolmentBundle bundle;
        try {
            bundle = bundle();
        } catch (ContractException e) {
            error.println(e.getMessage());
            return Main.MISUSED;
        }
        Path state = config.state().directory();
        IdentityStore store = store(state);
        Optional<Enrolled> before = again ? Optional.empty() : store.load();
        if (before.isPresent()) {
            error.println(messages.text(
                    "enrol.already", before.get().device(), before.get().url()));
            return Main.FAILED;
        }
        Enroller enroller = new Enroller(
                store,
                new MachineFacts(new SysFs(config.machine().root())),
                config.server().proxy(),
                InstantSource.system());
        try {
            return enrol(enroller, store, bundle, out);
        } catch (EnrolmentException e) {
            error.println(messages.text(e.key(), e.arguments()));
            return Main.FAILED;
        }
    }

    private EnrolmentBundle bundle() {
        if (bundleFile != null) {
            try {
                return EnrolmentBundle.decode(Files.readAllBytes(bundleFile));
            } catch (IOException e) {
                throw new ContractException(messages.text("enrol.no_file", bundleFile), e);
            } catch (ContractException e) {
                throw new ContractException(bundleFile + ": " + e.getMessage(), e);
            }
        }
        if (url == null || code == null) {
            throw new ContractException(messages.text("enrol.how"));
        }
        return new EnrolmentBundle(EnrolmentBundle.server(url), EnrolmentCode.parse(code), null);
    }

    private static IdentityStore store(Path state) {
        try {
            Files.createDirectories(state);
        } catch (IOException e) {
            throw new ConfigException("the state directory " + state + " cannot be used: " + Reason.of(e), e);
        }
        if (!Files.isWritable(state)) {
            throw new ConfigException("the state directory " + state
                    + " cannot be written: run this as root (sudo), or as the user the agent runs as");
        }
        return new IdentityStore(state);
    }

    private int enrol(Enroller enroller, IdentityStore store, EnrolmentBundle bundle, PrintWriter out)
            throws EnrolmentException, InterruptedException {
        Enroller.Enrolling enrolling = enroller.begin(bundle);
        out.println(messages.text("enrol.introduced", bundle.url()));
        boolean told = false;
        while (true) {
            Outcome outcome = enrolling.ask();
            if (outcome instanceof Joined joined) {
                out.println(messages.text(
                        "enrol.joined",
                        joined.enrolled().device(),
                        joined.enrolled().url()));
                return 0;
            }
            if (unattended) {
                store.keepBundle(bundle);
                out.println(messages.text("enrol.later"));
                return 0;
            }
            if (!told) {
                out.println(messages.text("enrol.waiting"));
                told = true;
            }
            Thread.sleep(outcome instanceof Pending pending ? pending.askAgain().toMillis() : 10_000);
        }
    }
}
