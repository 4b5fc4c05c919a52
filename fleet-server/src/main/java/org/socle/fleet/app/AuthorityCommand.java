package org.socle.fleet.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;
import org.socle.enrol.Pem;
import org.socle.enrol.authority.Authorities;
import org.socle.enrol.authority.Authorities.AuthorityException;
import org.socle.fleet.access.Who;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.config.ServerConfig;
import org.socle.fleet.enrolment.Relying;
import org.socle.fleet.store.DataDirectory;
import org.socle.fleet.store.Database;
import org.socle.fleet.store.StorageAdvice;
import org.socle.fleet.trust.ServerTrust;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code socle-server ca}: the own certificate authority, and the change from one to the next. A running server takes over
 * what was changed within a minute.
 */
@Command(
        name = "ca",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Look after the own certificate authority.")
final class AuthorityCommand {
    private AuthorityCommand() {}

    static CommandLine withSubcommands() {
        return new CommandLine(new AuthorityCommand())
                .addSubcommand(new Show())
                .addSubcommand(new Prepare())
                .addSubcommand(new Switch())
                .addSubcommand(new Drop())
                .addSubcommand(new Renew());
    }

    /**
     * What was done.
     *
     * @param number of the authority it was done to
     */
    private record Act(Action action, int number) {}

    /** What the commands share. */
    private abstract static class OnAuthorities implements Callable<Integer> {
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
            DataDirectory.require(all.data(), Database.FILE, "ca", "ca/current");
            Instant now = Clock.systemUTC().instant();
            try (Database database = Database.open(all.data())) {
                Relying relying = new Relying(database, Clock.systemUTC());
                Authorities before = Authorities.open(ServerTrust.directory(all.data()), now);
                // The authorities are files, which no transaction takes back: an entry that cannot be made fails the
                // command, and the change stands.
                Authorities after = database.<Authorities, RuntimeException>write(handle -> {
                    Authorities changed = change(before, now, relying);
                    act(before, changed)
                            .ifPresent(act -> new Audit(database, Clock.systemUTC())
                                    .record(
                                            handle,
                                            Who.cli(System.getProperty("user.name", "unknown")),
                                            act.action(),
                                            Subject.server(),
                                            Map.of("authority", Integer.toString(act.number()))));
                    return changed;
                });
                print(after, relying);
                return 0;
            } catch (AuthorityException e) {
                throw new ConfigException(String.valueOf(e.getMessage()), e);
            } catch (RuntimeException e) {
                throw StorageAdvice.on(all.data(), e);
            }
        }

        /** Makes the change; answers how things are then. */
        abstract Authorities change(Authorities authorities, Instant now, Relying relying);

        /** What was done, for the audit log; empty when nothing was. */
        abstract Optional<Act> act(Authorities before, Authorities after);

        private void print(Authorities authorities, Relying relying) {
            CommandSpec own = spec;
            if (own == null) {
                throw new IllegalStateException("the command has not been parsed");
            }
            PrintWriter out = own.commandLine().getOut();
            new TreeMap<>(authorities.all()).forEach((number, authority) -> {
                String role = number == authorities.currentNumber()
                        ? "signs"
                        : number > authorities.currentNumber() ? "to come" : "still trusted";
                out.println("authority " + number + ": " + role);
                out.println("  root         " + Pem.fingerprint(authority.root()));
                out.println("  valid until  "
                        + day(authority.root().getNotAfter().toInstant()) + ", issuing certificate until "
                        + day(authority.issuing().getNotAfter().toInstant()));
                out.println("  relying      " + having(relying.on(number)) + " a certificate of it and of no other");
            });
            out.println(
                    authorities.rootKeyHere()
                            ? "The key of the root that signs is on this machine; it may be kept elsewhere."
                            : "The key of the root that signs is kept elsewhere.");
            out.flush();
        }

        /** "1 machine has", "12 machines have". */
        static String having(int machines) {
            return machines == 1 ? "1 machine has" : machines + " machines have";
        }

        private static String day(Instant time) {
            return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Say which authorities are trusted.")
    private static final class Show extends OnAuthorities {
        @Override
        Authorities change(Authorities authorities, Instant now, Relying relying) {
            return authorities;
        }

        @Override
        Optional<Act> act(Authorities before, Authorities after) {
            return Optional.empty();
        }
    }

    /** The option of commands that sign with a root. */
    private abstract static class WithRootKey extends OnAuthorities {
        @Option(
                names = "--root-key",
                paramLabel = "FILE",
                description = "The key of the root that signs, when it is kept elsewhere.")
        @Nullable
        Path rootKey;
    }

    @Command(
            name = "prepare",
            mixinStandardHelpOptions = true,
            description = "Make the next authority. Machines learn to trust it within a week; the present one goes on"
                    + " signing.")
    private static final class Prepare extends WithRootKey {
        @Override
        Authorities change(Authorities authorities, Instant now, Relying relying) {
            return authorities.prepare(now, rootKey);
        }

        @Override
        Optional<Act> act(Authorities before, Authorities after) {
            return Optional.of(new Act(Action.AUTHORITY_PREPARED, before.currentNumber() + 1));
        }
    }

    @Command(
            name = "switch",
            mixinStandardHelpOptions = true,
            description = "Let the next authority sign. Machines get a certificate of it when they renew; those of the"
                    + " one before stay good.")
    private static final class Switch extends OnAuthorities {
        @Override
        Authorities change(Authorities authorities, Instant now, Relying relying) {
            return authorities.switchOver();
        }

        @Override
        Optional<Act> act(Authorities before, Authorities after) {
            return Optional.of(new Act(Action.AUTHORITY_SWITCHED, after.currentNumber()));
        }
    }

    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            description = "End the trust in an authority that does not sign.")
    private static final class Drop extends OnAuthorities {
        @Parameters(index = "0", paramLabel = "NUMBER", description = "Its number.")
        int number;

        @Option(names = "--force", description = "Also when machines would be locked out.")
        boolean force;

        @Override
        Authorities change(Authorities authorities, Instant now, Relying relying) {
            authorities.requireDroppable(number);
            int machines = relying.on(number);
            if (machines > 0 && !force) {
                throw new ConfigException(having(machines) + " a certificate of authority " + number
                        + " and of no other, and would be locked out. Renewing gives them another one; --force drops it all"
                        + " the same");
            }
            return authorities.drop(number);
        }

        @Override
        Optional<Act> act(Authorities before, Authorities after) {
            return Optional.of(new Act(Action.AUTHORITY_DROPPED, number));
        }
    }

    @Command(
            name = "renew",
            mixinStandardHelpOptions = true,
            description = "Renew the issuing certificate, when that is due. The server does so by itself while the"
                    + " root's key is in its place.")
    private static final class Renew extends WithRootKey {
        @Override
        Authorities change(Authorities authorities, Instant now, Relying relying) {
            return authorities.renewIssuing(now, rootKey);
        }

        @Override
        Optional<Act> act(Authorities before, Authorities after) {
            boolean renewed = !after.current().issuing().equals(before.current().issuing());
            return renewed ? Optional.of(new Act(Action.AUTHORITY_RENEWED, after.currentNumber())) : Optional.empty();
        }
    }
}
