package org.socle.fleet.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.DeviceState.Presence;

/**
 * One machine as the database knows it.
 *
 * @param id the database's number
 * @param deviceId the device's own id, in topics and addresses
 * @param firstSeen arrival of its first message
 * @param lastSeen arrival of its newest message
 * @param presence what it said of itself last, or its last will
 * @param presenceAt since when
 * @param health the worst of its findings: {@link Status#OK}, WATCH or DOWN
 * @param healthSince since when
 * @param hostName as read, null when unknown; likewise the others
 * @param place number of the place it is in; null while nobody has put it anywhere
 * @param revoked since when its access is taken away; null when it is not
 * @param keptOut since when it is kept out for now, because it floods the server; null when it is not
 * @param silentSince since when it is missed, in school time; null when it is not
 * @param cloneOf the machine whose disk it has or had; null for most
 */
public record Machine(
        long id,
        UUID deviceId,
        Instant firstSeen,
        Instant lastSeen,
        Presence presence,
        Instant presenceAt,
        @Nullable String agentVersion,
        Status health,
        Instant healthSince,
        @Nullable String hostName,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String type,
        @Nullable Long place,
        @Nullable Instant revoked,
        @Nullable Instant keptOut,
        @Nullable Instant silentSince,
        @Nullable UUID cloneOf) {

    /** A broken connection is forgiven this long: a switch that restarts, a server that is updated. */
    public static final Duration GRACE = Duration.ofMinutes(10);

    /** What a person should think of it now. */
    public Status status(Instant now) {
        return switch (presence) {
            case OFFLINE -> off();
            case LOST -> lost(now);
            case ONLINE -> health;
        };
    }

    /** A machine that is unplugged in the evening is lost like one whose cable breaks: only one that is missed is silent. */
    private Status lost(Instant now) {
        // What was only let in is not well: nothing is known of it.
        if (silentSince != null || !heard()) {
            return Status.SILENT;
        }
        return presenceAt.plus(GRACE).isAfter(now) ? health : off();
    }

    /** To be off is normal, but what is broken is broken also in the night. */
    private Status off() {
        return health == Status.DOWN && revoked == null ? Status.DOWN : Status.OFF;
    }

    /** Whether it ever said anything since it was let in. */
    public boolean heard() {
        return lastSeen.isAfter(firstSeen);
    }

    /** Since when {@link #status} holds. */
    public Instant since(Instant now) {
        Status status = status(now);
        return status == Status.OFF || status == Status.SILENT ? presenceAt : healthSince;
    }

    /** The best name there is: host name, else maker and model, else the start of its id. */
    public String displayName() {
        if (hostName != null) {
            return hostName;
        }
        String kind = kind();
        return kind.isEmpty() ? deviceId.toString().substring(0, 8) : kind;
    }

    /** Maker and model; empty when unknown. */
    public String kind() {
        return Stream.of(manufacturer, model).flatMap(Stream::ofNullable).collect(Collectors.joining(" "));
    }
}
