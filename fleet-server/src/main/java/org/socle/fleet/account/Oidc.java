package org.socle.fleet.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.socle.enrol.Secret;
import org.socle.fleet.access.Account;
import org.socle.fleet.audit.Action;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.Subject;
import org.socle.fleet.config.OidcConfig;
import org.socle.fleet.store.Database;
import org.socle.fleet.web.Refusal;

/**
 * Lets somebody else vouch for people: OpenID Connect, authorization code with PKCE. A person is known by the issuer's number
 * for him; the first time, by the verified e-mail address of an account that was invited and has not come yet. Thread-safe.
 */
public final class Oidc {
    private static final Logger LOG = LoggerFactory.getLogger(Oidc.class);
    private static final Duration TIME = Duration.ofMinutes(10);
    private static final int MOST_WAITING = 1_000;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BYTES = 200_000;

    /** Those with a key pair: a secret that both sides know proves nothing about who signed. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcConfig config;
    private final URI redirect;
    private final Database database;
    private final Clock clock;
    private final Audit audit;
    private final AccountTable table = new AccountTable();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private @Nullable OIDCProviderMetadata issuer;

    /** Somebody who has gone to the issuer. */
    private record Waiting(Nonce nonce, CodeVerifier verifier, String browser, Instant until) {}

    /** Who the issuer says somebody is. */
    private record Person(String subject, @Nullable String email, boolean verified) {}

    /**
     * Prepares; the issuer is asked when the first person comes.
     *
     * @param url where the pages are: the issuer sends people back to {@code /oidc/callback} there
     */
    public Oidc(OidcConfig config, String url, Database database, Clock clock) {
        this.config = config;
        this.redirect = URI.create(url + "/oidc/callback");
        this.database = database;
        this.clock = clock;
        this.audit = new Audit(database, clock);
    }

    /**
     * Where to send somebody.
     *
     * @param browser a secret of his browser: only there the answer is taken
     * @throws Refusal when the issuer cannot be reached
     */
    public URI start(String browser) {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        OIDCProviderMetadata metadata = metadata();
        keep(
                state.getValue(),
                new Waiting(
                        nonce, verifier, Secret.hash(browser), clock.instant().plus(TIME)));
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new com.nimbusds.oauth2.sdk.Scope("openid", "email"),
                        new ClientID(config.clientId()),
                        redirect)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Takes the answer that somebody brings back.
     *
     * @param browser the secret of his browser
     * @return the account that is his
     * @throws Refusal when the answer is not good, or nobody has invited him
     */
    public Account finish(String browser, String state, String code) {
        Waiting begun = take(state);
        if (begun == null || !begun.browser().equals(Secret.hash(browser)) || code.isEmpty()) {
            throw new Refusal("signin.oidc.refused");
        }
        Person person;
        try {
            person = person(begun, code);
        } catch (GeneralException | IOException | BadJOSEException | JOSEException e) {
            LOG.info("the issuer {} did not vouch for somebody: {}", config.issuer(), e.getMessage());
            throw new Refusal("signin.oidc.refused");
        }
        return account(person);
    }

    private Person person(Waiting begun, String code)
            throws GeneralException, IOException, BadJOSEException, JOSEException {
        OIDCProviderMetadata metadata = metadata();
        ClientID client = new ClientID(config.clientId());
        TokenRequest request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        new ClientSecretBasic(client, new com.nimbusds.oauth2.sdk.auth.Secret(config.clientSecret())),
                        new AuthorizationCodeGrant(new AuthorizationCode(code), redirect, begun.verifier()))
                .build();
        var answer =
                OIDCTokenResponseParser.parse(timed(request.toHTTPRequest()).send());
        if (!(answer instanceof OIDCTokenResponse tokens)) {
            throw new GeneralException("the code was not taken: "
                    + answer.toErrorResponse().getErrorObject().getCode());
        }
        JWT token = tokens.getOIDCTokens().getIDToken();
        if (!(token.getHeader().getAlgorithm() instanceof JWSAlgorithm algorithm) || !ALGORITHMS.contains(algorithm)) {
            throw new GeneralException(
                    "the ID token is signed with " + token.getHeader().getAlgorithm());
        }
        IDTokenClaimsSet claims = new IDTokenValidator(
                        new Issuer(config.issuer()),
                        client,
                        algorithm,
                        metadata.getJWKSetURI().toURL(),
                        new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES))
                .validate(token, begun.nonce());
        String subject = claims.getSubject().getValue();
        ClaimsSet email = claims.getStringClaim("email") == null
                ? userInfo(metadata, tokens.getOIDCTokens().getBearerAccessToken(), subject)
                        .orElse(claims)
                : claims;
        return new Person(
                subject,
                email.getStringClaim("email"),
                config.trustEmail() || Boolean.TRUE.equals(email.getBooleanClaim("email_verified")));
    }

    /** Some issuers tell the address here only. */
    private static Optional<ClaimsSet> userInfo(
            OIDCProviderMetadata metadata, @Nullable BearerAccessToken token, String subject)
            throws IOException, ParseException {
        URI endpoint = metadata.getUserInfoEndpointURI();
        if (endpoint == null || token == null) {
            return Optional.empty();
        }
        UserInfoResponse answer = UserInfoResponse.parse(
                timed(new UserInfoRequest(endpoint, token).toHTTPRequest()).send());
        return answer.indicatesSuccess()
                ? Optional.ofNullable(answer.toSuccessResponse().getUserInfo())
                        .filter(info -> info.getSubject().getValue().equals(subject))
                        .map(ClaimsSet.class::cast)
                : Optional.empty();
    }

    private static HTTPRequest timed(HTTPRequest request) {
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        request.setFollowRedirects(false);
        return request;
    }

    private Account account(Person person) {
        String issuerName = config.issuer().toString();
        return database.<Account, RuntimeException>write(handle -> {
            Optional<Account> known = table.subject(handle, issuerName, person.subject());
            String email = person.email();
            if (known.isEmpty() && email != null && person.verified()) {
                known = table.email(handle, email).filter(Account::invited);
                known.ifPresent(account -> {
                    table.link(handle, account.id(), issuerName, person.subject());
                    table.forgetInvitations(handle, account.id());
                    audit.record(
                            handle,
                            Credentials.himself(account),
                            Action.ACCOUNT_JOINED,
                            Subject.account(account.id(), account.name(), table.onlyPlace(handle, account)),
                            Map.of("proof", "oidc"));
                });
            }
            return known.filter(account -> account.disabled() == null)
                    .orElseThrow(() -> new Refusal("signin.oidc.unknown"));
        });
    }

    private synchronized OIDCProviderMetadata metadata() {
        if (issuer == null) {
            try {
                issuer = OIDCProviderMetadata.resolve(new Issuer(config.issuer()), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            } catch (GeneralException | IOException e) {
                LOG.warn("the issuer {} does not say how to use it: {}", config.issuer(), e.getMessage());
                throw new Refusal("signin.oidc.refused");
            }
        }
        return Objects.requireNonNull(issuer);
    }

    private synchronized void keep(String state, Waiting begun) {
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (oldest.hasNext()
                && (oldest.next().until().isBefore(clock.instant()) || waiting.size() >= MOST_WAITING)) {
            oldest.remove();
        }
        waiting.put(Secret.hash(state), begun);
    }

    /** Takes what was begun away: an answer is taken once. */
    private synchronized @Nullable Waiting take(String state) {
        Waiting begun = waiting.remove(Secret.hash(state));
        return begun == null || begun.until().isBefore(clock.instant()) ? null : begun;
    }
}
