package org.socle.fleet.incident;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version such as {@code 1.4.0}; what follows its three numbers, such as {@code -SNAPSHOT}, makes no difference. */
record Version(int major, int minor, int patch) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:[-+.].{0,100})?");

    /** Empty for what is no version. */
    static Optional<Version> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Version(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** The server's own. */
    static Version own() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/org/socle/fleet/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = properties.getProperty("version", "");
        return of(text).orElseThrow(() -> new IllegalStateException("'" + text + "' is no version of the server"));
    }

    boolean newerThan(Version other) {
        return major != other.major
                ? major > other.major
                : minor != other.minor ? minor > other.minor : patch > other.patch;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
