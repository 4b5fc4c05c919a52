package org.socle.edge.action;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.leshan.core.node.InvalidLwM2mPathException;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.socle.contract.Command;
import org.socle.contract.Command.Operation;
import org.socle.contract.Reply;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.EnergyModel;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Speed;
import org.socle.edge.publish.Reporter;
import org.socle.edge.source.Notebook;

/**
 * Obeys the server's commands: reads of any resource, live mode, a snapshot now, a speed test, what machines of the model draw.
 * Everything else is refused.
 */
public final class CommandHandler {
    private final Reporter reporter;
    /** Watts no school machine draws. */
    private static final double MOST_WATTS = 2_000;

    private final Notebook notebook;
    private final SpeedTest speed;
    private final InstantSource clock;

    public CommandHandler(Reporter reporter, SpeedTest speed, Notebook notebook, InstantSource clock) {
        this.notebook = notebook;
        this.reporter = reporter;
        this.speed = speed;
        this.clock = clock;
    }

    /** Obeys or refuses; never throws. */
    public Reply handle(Command command) {
        Instant notAfter = command.notAfter();
        if (notAfter != null && clock.instant().isAfter(notAfter)) {
            return Reply.refused(command, "too late");
        }
        LwM2mPath path;
        try {
            path = new LwM2mPath(command.path());
        } catch (InvalidLwM2mPathException | IllegalArgumentException e) {
            return Reply.refused(command, "'" + command.path() + "' is not a path");
        }
        if (path.equals(Speed.RUN) && command.operation() == Operation.EXECUTE) {
            return speed.start()
                    ? Reply.done(command, null)
                    : Reply.refused(command, "a speed test is under way, or there is no server to test with");
        }
        Optional<Resource> resource = resource(path);
        if (resource.isEmpty()) {
            return Reply.refused(command, "'" + command.path() + "' is not a resource of this machine");
        }
        return switch (command.operation()) {
            case READ -> read(command, resource.get(), path.getObjectInstanceId());
            case WRITE -> write(command, resource.get());
            case EXECUTE -> execute(command, resource.get());
        };
    }

    private static Optional<Resource> resource(LwM2mPath path) {
        if (!path.isResource()) {
            return Optional.empty();
        }
        return Catalogue.byNumber(path.getObjectId(), path.getResourceId())
                .filter(resource -> resource.family().multiple() || path.getObjectInstanceId() == 0);
    }

    private Reply read(Command command, Resource resource, int instance) {
        if (resource == Agent.LIVE) {
            return Reply.done(command, reporter.liveLeft().toSeconds());
        }
        return reporter.value(resource, instance)
                .map(value -> Reply.done(command, value))
                .orElseGet(() -> Reply.refused(command, resource.key() + " has no value here"));
    }

    private Reply write(Command command, Resource resource) {
        if (resource == Agent.LIVE && command.value() instanceof Long seconds && seconds >= 0 && seconds <= 86_400) {
            reporter.live(Duration.ofSeconds(seconds));
            return Reply.done(command, null);
        }
        if ((resource == EnergyModel.IDLE || resource == EnergyModel.FULL)
                && command.value() instanceof Number watts
                && watts.doubleValue() > 0
                && watts.doubleValue() <= MOST_WATTS) {
            return learn(command, resource, watts.doubleValue());
        }
        return Reply.refused(
                command,
                resource == Agent.LIVE ? "live mode takes 0 to 86400 seconds" : resource.key() + " cannot be written");
    }

    /** What machines of this one's model draw; the energy probe takes it over at its next read. */
    private Reply learn(Command command, Resource resource, double watts) {
        try {
            Map<String, String> page = new HashMap<>(notebook.load(Notebook.POWER_MODEL));
            page.put(resource.definition().name(), Double.toString(watts));
            notebook.save(Notebook.POWER_MODEL, page);
            return Reply.done(command, null);
        } catch (IOException e) {
            return Reply.refused(command, "it could not be kept: " + e.getMessage());
        }
    }

    private Reply execute(Command command, Resource resource) {
        if (resource == Agent.SNAPSHOT) {
            reporter.wantSnapshot();
            return Reply.done(command, null);
        }
        return Reply.refused(command, resource.key() + " cannot be executed");
    }
}
