package org.socle.fleet.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;
import org.socle.fleet.config.MqttConfig;

/**
 * What all doors share: who is in, whether anybody may come in or send, how much each device may send, who is kept out. Thread-safe.
 */
final class Doorkeeper {
    /** Quotas kept before those that are full again are forgotten: as many machines as a server of this size looks after. */
    private static final int MOST_QUOTAS = 20_000;

    private final MqttConfig.Quota limits;
    private final BooleanSupplier memoryShort;
    private final LongSupplier nanos;
    private final Clock clock;
    private final Map<UUID, DeviceDoor> inside = new ConcurrentHashMap<>();
    private final Set<DeviceDoor> observers = ConcurrentHashMap.newKeySet();
    private final Map<UUID, DeviceQuota> quotas = new ConcurrentHashMap<>();
    private final Set<UUID> keptOut = ConcurrentHashMap.newKeySet();
    private final Set<UUID> lostMeanwhile = new HashSet<>();
    private volatile boolean shut;
    private volatile @Nullable UUID exempt;

    /**
     * A keeper of open doors.
     *
     * @param limits of what a device may send
     * @param memoryShort whether no more connections should be taken
     * @param nanos the time, as {@link System#nanoTime}
     */
    Doorkeeper(MqttConfig.Quota limits, BooleanSupplier memoryShort, LongSupplier nanos, Clock clock) {
        this.clock = clock;
        this.limits = limits;
        this.memoryShort = memoryShort;
        this.nanos = nanos;
    }

    /** A device that is not counted among the machines: the server's own. */
    void exempt(UUID device) {
        exempt = device;
    }

    /** Takes nothing in from now on: what cannot be stored is not to be acknowledged. */
    void shut() {
        shut = true;
    }

    /**
     * Takes messages in again.
     *
     * @return the devices whose connection ended meanwhile, of which no last will was taken in
     */
    Set<UUID> open() {
        synchronized (lostMeanwhile) {
            shut = false;
            Set<UUID> lost = new HashSet<>(lostMeanwhile);
            lost.removeAll(inside.keySet());
            lostMeanwhile.clear();
            return lost;
        }
    }

    boolean isShut() {
        return shut;
    }

    /** The time, in ms since 1970. */
    long now() {
        return clock.millis();
    }

    /** Ends the connection of a device without its last will; false when it has none. */
    boolean cut(UUID device) {
        DeviceDoor door = inside.get(device);
        if (door == null) {
            return false;
        }
        door.leave(DoorCode.NOT_ALLOWED);
        return true;
    }

    /** Keeps a device out, and ends its connection without its last will. */
    void keepOut(UUID device) {
        keptOut.add(device);
        DeviceDoor door = inside.get(device);
        if (door != null) {
            door.leave(DoorCode.QUOTA);
        }
    }

    /** Lets a device in again. */
    void letIn(UUID device) {
        keptOut.remove(device);
    }

    /** Why a device may not connect; empty when it may, as far as it is who it says it is. */
    Optional<DoorCode> keepsOut(UUID device) {
        if (device.equals(exempt)) {
            return Optional.empty();
        }
        if (shut) {
            return Optional.of(DoorCode.UNAVAILABLE);
        }
        if (keptOut.contains(device)) {
            return Optional.of(DoorCode.QUOTA);
        }
        DeviceQuota quota = quotas.get(device);
        if (quota != null && !quota.mayConnect(nanos.getAsLong())) {
            return Optional.of(DoorCode.TOO_OFTEN);
        }
        return memoryShort.getAsBoolean() && !inside.containsKey(device)
                ? Optional.of(DoorCode.BUSY)
                : Optional.empty();
    }

    /** Why a message may not pass; empty when it may. Takes it out of what the device may send. */
    Optional<DoorCode> refuses(UUID device, int bytes) {
        // The server's own device has to find out whether what is wrong is over.
        boolean passes = device.equals(exempt) || (!shut && quota(device).take(bytes, nanos.getAsLong()));
        return passes ? Optional.empty() : Optional.of(DoorCode.QUOTA);
    }

    /** Takes a packet without contents out of what a device may send; false when it may send none for now. */
    boolean takes(UUID device) {
        return device.equals(exempt) || quota(device).take(0, nanos.getAsLong());
    }

    /** The broker has let a device in. */
    void entered(UUID device, DeviceDoor door) {
        inside.put(device, door);
        if (!device.equals(exempt)) {
            quota(device).connected(nanos.getAsLong());
        }
    }

    /**
     * A device's connection has ended.
     *
     * @return whether its last will is not to be taken in, because nothing is
     */
    boolean left(UUID device, DeviceDoor door) {
        inside.remove(device, door);
        synchronized (lostMeanwhile) {
            if (shut && !device.equals(exempt)) {
                lostMeanwhile.add(device);
            }
            return shut;
        }
    }

    void entered(DeviceDoor observer) {
        observers.add(observer);
    }

    void left(DeviceDoor observer) {
        observers.remove(observer);
    }

    /** Sends a command to a device that is connected and follows its commands; false when none does. */
    boolean command(UUID device, byte[] command) {
        String topic = Topics.of(device, Channel.CMD);
        observed(topic, command, null);
        DeviceDoor door = inside.get(device);
        if (door == null) {
            return false;
        }
        door.deliver(topic, command, null);
        return true;
    }

    /** Shows a message to those who watch all topics. */
    void observed(String topic, byte[] payload, @Nullable String contentType) {
        observers.forEach(observer -> observer.deliver(topic, payload, contentType));
    }

    /** Devices connected now, the server's own not among them. */
    int connected() {
        UUID own = exempt;
        return inside.size() - (own != null && inside.containsKey(own) ? 1 : 0);
    }

    /** Devices that lately sent more than they may, the worst first, with the number of messages refused. */
    List<Flood> floods() {
        long now = nanos.getAsLong();
        List<Flood> floods = new ArrayList<>();
        quotas.forEach((device, quota) -> {
            long refused = quota.refused(now);
            if (refused > 0 || quota.heavy(now)) {
                floods.add(new Flood(device, refused));
            }
        });
        floods.sort(Comparator.comparing(Flood::refused).reversed());
        return floods;
    }

    /** Forgets what is as good as new. To be called now and then. */
    void tidy() {
        long now = nanos.getAsLong();
        quotas.values().removeIf(quota -> quota.full(now));
    }

    private DeviceQuota quota(UUID device) {
        if (quotas.size() > MOST_QUOTAS) {
            tidy();
        }
        return quotas.computeIfAbsent(device, each -> new DeviceQuota(limits, nanos.getAsLong()));
    }
}
