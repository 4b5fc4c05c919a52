package org.socle.fleet.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.Settings;
import org.socle.fleet.config.ServerConfig;
import org.socle.fleet.store.Adoption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code socle-server adopt}: goes on without a part that is lost, or with one that comes from elsewhere. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        description =
                "Go on without a part of the data that is lost, or take one as it is that comes from elsewhere. Only"
                        + " when it cannot be restored from a backup.")
final class AdoptCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, by default /etc/socle/server.toml if it is there.")
    @Nullable
    Path config;

    @Parameters(
            index = "0",
            paramLabel = "PART",
            description = "database, authority or broker; or journal, to go on without what cannot be read in the"
                    + " database's journal.")
    String part = "";

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings =
                config == null ? Settings.load(ServerConfig.DEFAULT_FILE, false) : Settings.load(config, true);
        Path data = ServerConfig.of(settings, System.getenv()).data();
        String done = Adoption.adopt(data, part, System.getProperty("user.name", "unknown"));
        Objects.requireNonNull(spec, "filled by picocli").commandLine().getOut().println(done);
        return 0;
    }
}
