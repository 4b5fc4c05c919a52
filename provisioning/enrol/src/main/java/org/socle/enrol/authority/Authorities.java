package org.socle.enrol.authority;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.enrol.Identity;
import org.socle.enrol.Keys;
import org.socle.enrol.Pem;
import org.socle.enrol.SafeFile;

/**
 * The certificate authorities of a server, on disk: the one that signs, and beside it the one to come or the one before,
 * while machines change over.
 *
 * <pre>
 * ca/current           number of the one that signs
 * ca/1/root.pem        what machines trust
 * ca/1/root.key        0600; may be kept elsewhere
 * ca/1/issuing.pem     signs
 * ca/1/issuing.key     0600
 * ca/2/cross.pem       the root of 2 signed by the root of 1
 * </pre>
 *
 * An instance is one look at the directory: changes made by another process are seen by opening it again. Immutable but for
 * the changing methods, which return the new look.
 */
public final class Authorities {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final String CURRENT = "current";

    private final Path directory;
    private final Map<Integer, CertificateAuthority> generations;
    private final int current;

    private Authorities(Path directory, Map<Integer, CertificateAuthority> generations, int current) {
        this.directory = directory;
        this.generations = generations;
        this.current = current;
    }

    /**
     * Opens the directory; makes it, with a first authority, when it is not there.
     *
     * @throws AuthorityException when something in it cannot be used; the message names the file
     */
    public static Authorities open(Path directory, Instant now) {
        try {
            if (!Files.exists(directory.resolve(CURRENT))) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PRIVATE);
                if (!Files.exists(directory.resolve("1"))) {
                    write(directory, 1, CertificateAuthority.create(now, null));
                }
                SafeFile.write(directory.resolve(CURRENT), "1\n".getBytes(StandardCharsets.US_ASCII));
            }
            return read(directory);
        } catch (IOException e) {
            throw new AuthorityException("the certificate authority in " + directory + " cannot be used: " + e, e);
        }
    }

    /**
     * Opens a directory that was made before; makes nothing: what was lost while a server runs is not replaced by another authority
     * without a word.
     *
     * @throws AuthorityException when something in it is missing or cannot be used; the message names the file
     */
    public static Authorities existing(Path directory) {
        try {
            return read(directory);
        } catch (IOException e) {
            throw new AuthorityException("the certificate authority in " + directory + " cannot be used: " + e, e);
        }
    }

    private static Authorities read(Path directory) throws IOException {
        Map<Integer, CertificateAuthority> generations = new TreeMap<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                String name = String.valueOf(entry.getFileName());
                if (name.matches("[1-9][0-9]{0,5}")) {
                    generations.put(Integer.valueOf(name), readGeneration(entry));
                }
            }
        }
        String text = text(directory.resolve(CURRENT)).strip();
        if (!text.matches("[1-9][0-9]{0,5}") || !generations.containsKey(Integer.valueOf(text))) {
            throw new AuthorityException(
                    directory.resolve(CURRENT) + " names the authority '" + text + "', which is not there");
        }
        return new Authorities(directory, generations, Integer.parseInt(text));
    }

    private static CertificateAuthority readGeneration(Path directory) throws IOException {
        Path cross = directory.resolve("cross.pem");
        CertificateAuthority read = new CertificateAuthority(
                certificate(directory.resolve("root.pem")),
                certificate(directory.resolve("issuing.pem")),
                key(directory.resolve("issuing.key")),
                Files.exists(cross) ? certificate(cross) : null);
        // What does not fit together would sign what no machine trusts.
        if (!Keys.belongTogether(read.issuingKey(), read.issuing().getPublicKey())) {
            throw new AuthorityException(
                    directory.resolve("issuing.key") + " is not the key of " + directory.resolve("issuing.pem"));
        }
        try {
            read.issuing().verify(read.root().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new AuthorityException(
                    directory.resolve("issuing.pem") + " is not signed by " + directory.resolve("root.pem"), e);
        }
        return read;
    }

    /** Any byte is a character here: a damaged file is told as one that holds no key, with its name. */
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static X509Certificate certificate(Path file) throws IOException {
        try {
            return Pem.certificates(text(file)).get(0);
        } catch (GeneralSecurityException e) {
            throw new AuthorityException(file + " is not a certificate: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        try {
            return Keys.privateKey(text(file));
        } catch (GeneralSecurityException e) {
            throw new AuthorityException(file + " is not a private key: " + e.getMessage(), e);
        }
    }

    private static void write(Path directory, int number, CertificateAuthority.Created created) throws IOException {
        Path part = Files.createTempDirectory(directory, "new", PosixFilePermissions.asFileAttribute(PRIVATE));
        SafeFile.writeSecret(part.resolve("root.key"), ascii(Keys.pem(created.rootKey())));
        writeIssuing(part, created.authority());
        SafeFile.write(
                part.resolve("root.pem"), ascii(Pem.of(created.authority().root())));
        X509Certificate cross = created.authority().cross();
        if (cross != null) {
            SafeFile.write(part.resolve("cross.pem"), ascii(Pem.of(cross)));
        }
        Files.move(part, directory.resolve(String.valueOf(number)), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeIssuing(Path directory, CertificateAuthority authority) throws IOException {
        SafeFile.writeSecret(directory.resolve("issuing.key"), ascii(Keys.pem(authority.issuingKey())));
        SafeFile.write(directory.resolve("issuing.pem"), ascii(Pem.of(authority.issuing())));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The one that signs. */
    public CertificateAuthority current() {
        return Objects.requireNonNull(generations.get(current), "checked when it was read");
    }

    /** The number of the one that signs. */
    public int currentNumber() {
        return current;
    }

    /** All of them, by number. */
    public Map<Integer, CertificateAuthority> all() {
        return Map.copyOf(generations);
    }

    /** The roots whose machines and servers are trusted. */
    public List<X509Certificate> anchors() {
        return generations.values().stream().map(CertificateAuthority::root).toList();
    }

    /**
     * What machines are told: the roots, the one that signs first, what connects a new root to the one before, and what leads
     * from the certificates they get to a root.
     */
    public List<X509Certificate> published() {
        List<X509Certificate> certificates = new ArrayList<>();
        certificates.add(current().root());
        certificates.add(current().issuing());
        for (CertificateAuthority authority : generations.values()) {
            if (!certificates.contains(authority.root())) {
                certificates.add(authority.root());
            }
            if (authority.cross() != null) {
                certificates.add(authority.cross());
            }
        }
        return certificates;
    }

    /**
     * The look after the issuing certificate was renewed, when that was due or it is not valid yet, and the root's key is here.
     *
     * @param rootKey where the root's key is when it is kept elsewhere; null for its usual place
     * @throws AuthorityException when it is due and the root's key is not here, or {@code rootKey} is not that key
     */
    public Authorities renewIssuing(Instant now, @Nullable Path rootKey) {
        CertificateAuthority authority = current();
        if (rootKey != null) {
            requireRootKey(rootKey);
        }
        if (!notYetValid(authority.issuing(), now) && now.isBefore(Identity.renewal(authority.issuing()))) {
            return this;
        }
        try {
            writeIssuing(generation(current), authority.renewed(rootKey(current, rootKey), now));
            return read(directory);
        } catch (IOException e) {
            throw new AuthorityException("the issuing certificate was not renewed: " + e, e);
        }
    }

    /** Whether a certificate was made while the clock was ahead: nobody takes it before its time. */
    private static boolean notYetValid(X509Certificate certificate, Instant now) {
        return now.isBefore(certificate.getNotBefore().toInstant());
    }

    /** Whoever names a file learns at once that it is the wrong one, not on the day it is needed. */
    private void requireRootKey(Path file) {
        try {
            rootKey(current, file);
        } catch (IOException e) {
            throw new AuthorityException("the root's key " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Makes the authority to come: from now on machines learn to trust it; the current one goes on signing.
     *
     * @param rootKey where the current root's key is when it is kept elsewhere; null for its usual place
     * @throws AuthorityException when there is one already, or the root's key is not here
     */
    public Authorities prepare(Instant now, @Nullable Path rootKey) {
        int next = current + 1;
        if (generations.size() > 1) {
            throw new AuthorityException(
                    "there are two authorities already: switch to the new one, or drop one of them");
        }
        try {
            CertificateAuthority.Voucher before =
                    new CertificateAuthority.Voucher(current().root(), rootKey(current, rootKey));
            write(directory, next, CertificateAuthority.create(now, before));
            return read(directory);
        } catch (IOException e) {
            throw new AuthorityException("the new authority was not made: " + e, e);
        }
    }

    /**
     * Lets the authority to come sign; the one before is still trusted.
     *
     * @throws AuthorityException when none is prepared
     */
    public Authorities switchOver() {
        int next = current + 1;
        if (!generations.containsKey(next)) {
            throw new AuthorityException("no new authority is prepared");
        }
        try {
            SafeFile.write(directory.resolve(CURRENT), ascii(next + "\n"));
            return read(directory);
        } catch (IOException e) {
            throw new AuthorityException("the new authority does not sign yet: " + e, e);
        }
    }

    /**
     * Ends the trust in an authority that does not sign. Its files are renamed, not deleted.
     *
     * @throws AuthorityException when it signs, or is not there
     */
    public Authorities drop(int number) {
        requireDroppable(number);
        try {
            Files.move(generation(number), directory.resolve("dropped-" + number), StandardCopyOption.ATOMIC_MOVE);
            return read(directory);
        } catch (IOException e) {
            throw new AuthorityException("authority " + number + " was not dropped: " + e, e);
        }
    }

    /**
     * Makes sure that an authority can be dropped at all.
     *
     * @throws AuthorityException when it signs, or is not there
     */
    public void requireDroppable(int number) {
        if (number == current) {
            throw new AuthorityException("authority " + number + " is the one that signs");
        }
        if (!generations.containsKey(number)) {
            throw new AuthorityException("there is no authority " + number);
        }
    }

    /** Whether the root's key of the authority that signs is in its usual place. */
    public boolean rootKeyHere() {
        return Files.exists(generation(current).resolve("root.key"));
    }

    private PrivateKey rootKey(int number, @Nullable Path elsewhere) throws IOException {
        Path file = elsewhere == null ? generation(number).resolve("root.key") : elsewhere;
        PrivateKey key;
        try {
            key = key(file);
        } catch (NoSuchFileException e) {
            throw new AuthorityException(
                    "this needs the root's key, which is not in " + file + ": say where it is with --root-key", e);
        }
        X509Certificate root =
                Objects.requireNonNull(generations.get(number), "asked for").root();
        if (!Keys.belongTogether(key, root.getPublicKey())) {
            throw new AuthorityException(file + " is not the key of the root of authority " + number);
        }
        return key;
    }

    private Path generation(int number) {
        return directory.resolve(String.valueOf(number));
    }

    /** The authority cannot do what it is asked; the message says why. */
    public static final class AuthorityException extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        AuthorityException(String message) {
            super(message, new IOException(message));
        }

        AuthorityException(String message, Exception cause) {
            super(message, new IOException(message, cause));
        }
    }
}
