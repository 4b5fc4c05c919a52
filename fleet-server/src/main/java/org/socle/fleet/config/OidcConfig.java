package org.socle.fleet.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;

/**
 * Who else may vouch for people, by OpenID Connect.
 *
 * @param issuer its address, below which {@code /.well-known/openid-configuration} is; {@code oidc.issuer}
 * @param clientId what it calls this server; {@code oidc.client_id}
 * @param clientSecretFile file with the secret it gave this server and nothing else; {@code oidc.client_secret_file}
 * @param trustEmail whether every address it names counts as verified, also where it does not say so;
 *     {@code oidc.trust_email}, yes or no, default no
 */
public record OidcConfig(URI issuer, String clientId, Path clientSecretFile, boolean trustEmail) {

    /** Empty unless an issuer is set. */
    static Optional<OidcConfig> of(Settings settings) {
        String issuer = settings.text("oidc.issuer", "");
        String clientId = settings.text("oidc.client_id", "");
        Optional<Path> secret = settings.optionalPath("oidc.client_secret_file");
        String trust = settings.text("oidc.trust_email", "no");
        if (issuer.isEmpty() && clientId.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (issuer.isEmpty() || clientId.isEmpty() || secret.isEmpty()) {
            throw new ConfigException(
                    "oidc.issuer, oidc.client_id and oidc.client_secret_file belong together: one of them is missing");
        }
        if (!issuer.matches("https://[^\\s?#]+")) {
            throw new ConfigException("oidc.issuer=" + issuer + ": an https address is expected");
        }
        if (!trust.equals("yes") && !trust.equals("no")) {
            throw new ConfigException("oidc.trust_email=" + trust + ": yes or no is expected");
        }
        return Optional.of(new OidcConfig(URI.create(issuer), clientId, secret.get(), trust.equals("yes")));
    }

    /**
     * Reads the secret.
     *
     * @throws ConfigException when the file cannot be read or is empty
     */
    public String clientSecret() {
        try {
            String secret = Files.readString(clientSecretFile).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
        } catch (IOException e) {
            throw new ConfigException(clientSecretFile + ": cannot be read: " + e.getMessage(), e);
        }
        throw new ConfigException(clientSecretFile + ": is empty");
    }
}
