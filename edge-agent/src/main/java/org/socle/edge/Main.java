package org.socle.edge;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.edge.source.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code socle-agent}. Exit status of every command:
 *
 * <ul>
 *   <li>0: done
 *   <li>1: something went wrong that should not have; the error output says what
 *   <li>2: the command line cannot be understood
 *   <li>3: the settings cannot be used
 *   <li>4: {@code doctor} only: the agent works, and something that could be read is not
 * </ul>
 */
@Command(
        name = "socle-agent",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Callable<Integer> {
    static final int FAILED = 1;
    static final int MISUSED = 2;
    static final int MISCONFIGURED = 3;
    static final int INCOMPLETE = 4;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** The commands, in the order people see them. */
    private static List<Object> commands() {
        return List.of(new EnrolCommand(), new RunCommand(), new ShowCommand(), new DoctorCommand());
    }

    public static void main(String[] args) {
        // Whoever looks at readings wants them without the log around; a service wants its log.
        if (!Arrays.asList(args).contains("run")) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        }
        // The JDK does not send passwords to proxies for HTTPS unless told to; only the proxy of the settings gets one.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commands().forEach(commandLine::addSubcommand);
        commandLine.setResourceBundle(Messages.ofEnvironment().bundle());
        commandLine.setOut(utf8(FileDescriptor.out));
        commandLine.setErr(utf8(FileDescriptor.err));
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof ConfigException) {
                command.getErr().println(exception.getMessage());
                return MISCONFIGURED;
            }
            exception.printStackTrace(command.getErr());
            return FAILED;
        });
        return commandLine;
    }

    /** UTF-8 whatever the locale says: on a machine without locales, accents would turn into question marks. */
    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    /** Without a command: says which there are. */
    @Override
    public Integer call() {
        CommandLine commandLine =
                Objects.requireNonNull(spec, "filled by picocli").commandLine();
        commandLine.usage(commandLine.getErr());
        return MISUSED;
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"socle-agent " + Version.current()};
        }
    }
}
