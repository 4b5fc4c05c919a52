package org.socle.fleet.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.protocol.mqtt.exceptions.InvalidClientIdException;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.Nullable;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;

/**
 * Who may connect to the broker and touch which topic. A device is who its certificate says, and may publish on its own
 * {@code up}, {@code state} and {@code reply} and follow its own {@code cmd}; the server may do everything. On the plain
 * port for development a device is who it claims to be, and an observer may follow everything and publish nothing.
 * Thread-safe.
 */
final class DeviceGate implements ActiveMQSecurityManager5 {
    static final String SERVER = "socle-server";
    static final String OBSERVER = "observer";

    /** Name of the server's shared subscription, and so the start of its queues' names. */
    static final String SHARE = "intake";

    /** The acceptors, as the broker tells them apart. */
    static final String DEVICE = "device";

    static final String INTERNAL = "internal";
    static final String PLAIN = "plain";

    /** Tells whose certificate it is; empty when it lets nobody in. */
    interface DeviceCheck {
        Optional<UUID> device(X509Certificate certificate);
    }

    /** Checks the password of an observer: an API token. */
    interface ObserverCheck {
        boolean allows(String password);
    }

    private sealed interface Caller {}

    private record Device(UUID id) implements Caller {}

    private record Observer() implements Caller {}

    private record Server() implements Caller {}

    private final String serverPassword;
    private final DeviceCheck devices;
    private final ObserverCheck observers;
    private volatile boolean open;

    DeviceGate(String serverPassword, DeviceCheck devices, ObserverCheck observers) {
        this.serverPassword = serverPassword;
        this.devices = devices;
        this.observers = observers;
    }

    /** Lets devices in. Until then only the server connects: a pack sent before it subscribes would reach nobody. */
    void open() {
        open = true;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user, @Nullable String password, RemotingConnection connection, String securityDomain) {
        Subject known = connection.getSubject();
        if (known != null) {
            return known;
        }
        Caller caller = switch (securityDomain) {
            case DEVICE -> device(user, connection);
            case INTERNAL -> server(user, password);
            case PLAIN -> plain(user, password, connection.getClientID());
            default -> null;
        };
        if (caller != null) {
            Subject subject = new Subject();
            subject.getPrincipals().add(new UserPrincipal(name(caller)));
            subject.getPublicCredentials().add(caller);
            return subject;
        }
        refuse(connection);
        return null;
    }

    /** The device of the certificate, under that name only. */
    private @Nullable Caller device(@Nullable String user, RemotingConnection connection) {
        X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
        if (!open || user != null || chain == null || chain.length == 0) {
            return null;
        }
        return devices.device(chain[0])
                .filter(device -> device.toString().equals(connection.getClientID()))
                .map(Device::new)
                .orElse(null);
    }

    private @Nullable Caller server(@Nullable String user, @Nullable String password) {
        boolean known = SERVER.equals(user)
                && password != null
                && MessageDigest.isEqual(password.getBytes(UTF_8), serverPassword.getBytes(UTF_8));
        return known ? new Server() : null;
    }

    private @Nullable Caller plain(@Nullable String user, @Nullable String password, @Nullable String clientId) {
        if (!open || clientId == null) {
            return null;
        }
        if (OBSERVER.equals(user)) {
            return password != null && observers.allows(password) && !clientId.equals(SHARE) ? new Observer() : null;
        }
        return user != null ? null : Topics.deviceId(clientId).map(Device::new).orElse(null);
    }

    private static String name(Caller caller) {
        if (caller instanceof Device device) {
            return device.id().toString();
        }
        return caller instanceof Observer ? OBSERVER : SERVER;
    }

    /** A refused CONNECT would wipe the session of the client id it claimed, were it not renamed first. */
    private void refuse(RemotingConnection connection) {
        String claimed = connection.getClientID();
        connection.setClientID("refused-" + claimed);
        if (open && (claimed == null || Topics.deviceId(claimed).isEmpty())) {
            throw new InvalidClientIdException();
        }
    }

    @Override
    public boolean authorize(
            @Nullable Subject subject, @Nullable Set<Role> roles, CheckType checkType, String address) {
        if (subject == null) {
            return false;
        }
        return subject.getPublicCredentials(Caller.class).stream()
                .anyMatch(caller -> allowed(caller, checkType, address));
    }

    /** The second wall: all else a device might ask for has been answered by its {@link DeviceDoor} already. */
    private static boolean allowed(Caller caller, CheckType check, String address) {
        if (caller instanceof Server) {
            return true;
        }
        return caller instanceof Device
                && check == CheckType.SEND
                && Arrays.stream(Channel.values())
                        .filter(Channel::fromDevice)
                        .anyMatch(channel -> address.equals(Inside.address(channel)));
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        return false;
    }
}
