package org.socle.fleet.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.Settings;
import org.socle.fleet.access.Account;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Who;
import org.socle.fleet.account.Accounts;
import org.socle.fleet.config.ServerConfig;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.DataDirectory;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.StorageAdvice;
import org.socle.fleet.web.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code socle-server user}: accounts from the command line, while the server runs or not. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Look after accounts.")
final class UserCommand {
    private UserCommand() {}

    static CommandLine withSubcommands() {
        return new CommandLine(new UserCommand())
                .addSubcommand(new Add())
                .addSubcommand(new Reset())
                .addSubcommand(new ListAll());
    }

    /** What the commands share: the settings, and the database for as long as one of them works. */
    private abstract static class OnDatabase implements Callable<Integer> {
        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "Settings, by default /etc/socle/server.toml if it is there.")
        @Nullable
        Path config;

        @Spec
        @Nullable
        CommandSpec spec;

        @Override
        public Integer call() {
            Settings settings =
                    config == null ? Settings.load(ServerConfig.DEFAULT_FILE, false) : Settings.load(config, true);
            ServerConfig all = ServerConfig.of(settings, System.getenv());
            if (!makesData()) {
                DataDirectory.require(all.data(), Database.FILE);
            }
            try (Database database = Database.open(all.data())) {
                work(new Accounts(database, Clock.systemUTC()), new Places(database, Clock.systemUTC()), all);
            } catch (RuntimeException e) {
                throw StorageAdvice.on(all.data(), e);
            }
            return 0;
        }

        /** Whether the command may be the first there is: the first account may be made before the first start. */
        boolean makesData() {
            return false;
        }

        abstract void work(Accounts accounts, Places places, ServerConfig all);

        CommandLine line() {
            CommandSpec own = spec;
            if (own == null) {
                throw new IllegalStateException("the command has not been parsed");
            }
            return own.commandLine();
        }

        PrintWriter out() {
            return line().getOut();
        }

        void link(Accounts.Invited invited, ServerConfig all) {
            out().println(all.url() + invited.path());
            out().println("Give this link to " + invited.account().name() + ": it works once, for "
                    + Accounts.LINK_VALIDITY.toDays() + " days.");
        }

        static Who who() {
            return Who.cli(System.getProperty("user.name", "unknown"));
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Invite somebody, and print the link to send.")
    private static final class Add extends OnDatabase {
        @Parameters(index = "0", paramLabel = "NAME", description = "What the person is called.")
        String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "administrator, technician, school or officer.")
        String role = "";

        @Option(
                names = "--at",
                paramLabel = "PLACE",
                description = "What the person sees: the UAI code of a school, or the name of a collectivité or"
                        + " circonscription. May be given more than once.")
        List<String> at = new ArrayList<>();

        @Option(names = "--everywhere", description = "The person sees everything.")
        boolean everywhere;

        @Option(names = "--email", paramLabel = "ADDRESS", description = "E-mail address.")
        String email = "";

        @Override
        boolean makesData() {
            return true;
        }

        @Override
        void work(Accounts accounts, Places places, ServerConfig all) {
            Role meant = Role.of(role)
                    .filter(Role.ofPeople()::contains)
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            line(),
                            "--role " + role + ": one of "
                                    + Role.ofPeople().stream().map(Role::word).collect(Collectors.joining(", "))
                                    + " is expected"));
            if (everywhere == !at.isEmpty()) {
                throw new CommandLine.ParameterException(
                        line(), "say what the person sees: either --at PLACE or --everywhere");
            }
            List<Long> ids = at.stream()
                    .map(place -> places.named(Scope.EVERYTHING, place)
                            .orElseThrow(() -> new Refusal("place.refused.into", place)))
                    .map(Place::id)
                    .toList();
            link(
                    accounts.invite(who(), Scope.EVERYTHING, name, email, new Accounts.Rights(meant, everywhere, ids)),
                    all);
        }
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description =
                    "Take password, second factor and sessions away, and print the link to choose a new password.")
    private static final class Reset extends OnDatabase {
        @Parameters(index = "0", paramLabel = "NAME", description = "Name or e-mail address of the account.")
        String name = "";

        @Override
        void work(Accounts accounts, Places places, ServerConfig all) {
            Account account =
                    accounts.named(Scope.EVERYTHING, name).orElseThrow(() -> new Refusal("account.refused.unknown"));
            link(accounts.reset(who(), Scope.EVERYTHING, account.id()), all);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the accounts.")
    private static final class ListAll extends OnDatabase {
        @Override
        void work(Accounts accounts, Places places, ServerConfig all) {
            List<Accounts.Listed> found = accounts.list(Scope.EVERYTHING);
            int width = Math.max(4, width(found, listed -> listed.account().name()));
            String row = "%-" + width + "s  %-13s  %-8s  %-6s  %s%n";
            out().printf(row, "NAME", "ROLE", "STATE", "FACTOR", "SEES");
            for (Accounts.Listed listed : found) {
                Account account = listed.account();
                out().printf(
                                row,
                                account.name(),
                                account.role().word(),
                                account.disabled() != null ? "disabled" : account.invited() ? "invited" : "active",
                                account.hasTotp() ? "totp" : account.linked() ? "oidc" : "-",
                                account.everything()
                                        ? "everything"
                                        : listed.places().stream()
                                                .map(Place::name)
                                                .collect(Collectors.joining(", ")));
            }
        }

        private static int width(List<Accounts.Listed> found, Function<Accounts.Listed, String> text) {
            return found.stream().map(text).mapToInt(String::length).max().orElse(0);
        }
    }
}
