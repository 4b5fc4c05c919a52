package org.socle.edge.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.socle.contract.ContractException;
import org.socle.contract.FlatJson;
import org.socle.contract.Topics;
import org.socle.contract.enrolment.EnrolmentBundle;
import org.socle.contract.enrolment.Hardware;
import org.socle.edge.config.BrokerAddress;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Pem;
import org.socle.enrol.SafeFile;

/**
 * The machine's identity on disk, below its state directory.
 *
 * <pre>
 * identity/device.pem    key and certificates in one file, 0600: they change together or not at all
 * identity/trust.pem     the roots it trusts
 * identity/server.json   where the server is, and the hardware that joined
 * identity/next.pem      the key of a request that is not answered yet, 0600
 * identity/socle-enrolment.json  left by the command line, for the service to go on with, 0600
 * identity/copied        there when all this is another machine's
 * </pre>
 *
 * Not thread-safe.
 */
public final class IdentityStore {
    private final Path directory;

    public IdentityStore(Path state) {
        this.directory = state.resolve("identity");
    }

    /**
     * The identity; empty when the machine has not joined.
     *
     * @throws UncheckedIOException when it is there and cannot be used; the message says which file
     */
    public Optional<Enrolled> load() {
        if (!Files.exists(directory.resolve("device.pem"))) {
            return Optional.empty();
        }
        try {
            String own = Files.readString(directory.resolve("device.pem"));
            List<X509Certificate> chain = Pem.certificates(own);
            UUID device = Topics.deviceId(Identity.commonName(chain.get(0)))
                    .orElseThrow(() -> new GeneralSecurityException("its certificate names no device"));
            Map<String, Object> server = FlatJson.read(Files.readAllBytes(directory.resolve("server.json")));
            return Optional.of(new Enrolled(
                    device,
                    new Identity(Keys.privateKey(own), chain),
                    Pem.certificates(Files.readString(directory.resolve("trust.pem"))),
                    URI.create(FlatJson.text(server, "url")),
                    Stream.of(FlatJson.text(server, "mqtt").split(" "))
                            .map(BrokerAddress::of)
                            .toList(),
                    Hardware.named(List.of(FlatJson.text(server, "hardware").split(" ")))));
        } catch (IOException | GeneralSecurityException | ContractException | IllegalArgumentException e) {
            throw new UncheckedIOException(
                    "the identity in " + directory + " cannot be used: " + e.getMessage()
                            + "; enrol this machine again",
                    new IOException(e));
        }
    }

    /** Keeps an identity; the one before is replaced, last of all its key and certificate. */
    public void save(Enrolled enrolled) {
        Map<String, Object> server = new LinkedHashMap<>();
        // For people and scripts: what counts is the certificate.
        server.put("device", enrolled.device().toString());
        server.put("url", enrolled.url().toString());
        server.put(
                "mqtt",
                String.join(
                        " ",
                        enrolled.addresses().stream()
                                .map(BrokerAddress::toString)
                                .toList()));
        server.put("hardware", enrolled.hardware().toString());
        writing(() -> {
            prepare();
            write("server.json", FlatJson.write(server), false);
            write("trust.pem", ascii(Pem.of(enrolled.anchors())), false);
            String own = Keys.pem(enrolled.identity().key())
                    + Pem.of(enrolled.identity().chain());
            write("device.pem", ascii(own), true);
            Files.deleteIfExists(directory.resolve("next.pem"));
            Files.deleteIfExists(directory.resolve("copied"));
            Files.deleteIfExists(directory.resolve(EnrolmentBundle.FILE_NAME));
        });
    }

    /** Keeps a bundle, for the service to go on with. */
    public void keepBundle(EnrolmentBundle bundle) {
        writing(() -> {
            prepare();
            write(EnrolmentBundle.FILE_NAME, bundle.encode(), true);
        });
    }

    /** Remembers that this identity is another machine's; whether that was not known yet. */
    boolean markCopied() {
        Path mark = directory.resolve("copied");
        if (Files.exists(mark)) {
            return false;
        }
        writing(() -> {
            // The key of a request under way came with the copy too.
            Files.deleteIfExists(directory.resolve("next.pem"));
            write("copied", new byte[0], false);
        });
        return true;
    }

    /** When the server was last asked whom to trust. */
    Instant anchorsLearnt() {
        try {
            return Files.getLastModifiedTime(directory.resolve("trust.pem")).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /** Keeps the roots, changed or not: when it was done counts too. */
    void saveAnchors(Collection<X509Certificate> anchors) {
        writing(() -> write("trust.pem", ascii(Pem.of(anchors)), false));
    }

    /**
     * The key of the request under way, or a new one. It is kept before it is used: when the answer gets lost, the same
     * request is made again, and the server knows it.
     */
    public KeyPair nextKey() {
        Path file = directory.resolve("next.pem");
        try {
            if (Files.exists(file)) {
                String kept = Files.readString(file);
                return new KeyPair(Keys.publicKey(kept), Keys.privateKey(kept));
            }
        } catch (IOException | GeneralSecurityException e) {
            // Cut short by a power failure, say: nobody has used it yet.
        }
        KeyPair pair = Keys.generate();
        writing(() -> {
            prepare();
            String text = Keys.pem(pair.getPrivate()) + Keys.pem(pair.getPublic());
            write("next.pem", ascii(text), true);
        });
        return pair;
    }

    /** Forgets the key of a request that was refused. */
    public void forgetNextKey() {
        writing(() -> Files.deleteIfExists(directory.resolve("next.pem")));
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void writing(Writing work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException("the identity cannot be kept in " + directory + ": " + e, e);
        }
    }

    private void prepare() throws IOException {
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            give(directory);
        }
    }

    private void write(String name, byte[] content, boolean secret) throws IOException {
        Path file = directory.resolve(name);
        if (secret) {
            SafeFile.writeSecret(file, content);
        } else {
            SafeFile.write(file, content);
        }
        give(file);
    }

    /** Root enrols, the service runs as the user who owns the state directory. */
    private void give(Path file) throws IOException {
        Path state = directory.toAbsolutePath().getParent();
        if (state != null) {
            UserPrincipal owner = Files.getOwner(state);
            if (!owner.equals(Files.getOwner(file))) {
                Files.setOwner(file, owner);
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
