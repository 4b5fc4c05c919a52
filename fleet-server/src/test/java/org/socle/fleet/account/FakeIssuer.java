package org.socle.fleet.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An issuer of OpenID Connect on a free port, which says of people what a test tells it to. */
final class FakeIssuer implements AutoCloseable {
    static final String CLIENT = "socle";
    static final String SECRET = "s3cret-of-the-client";

    private final HttpServer http;
    private final RSAKey key;
    private final RSAKey otherKey;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private Map<String, Object> userInfo = Map.of();

    /** What a code stands for. */
    private record Grant(String challenge, String redirect, String token) {}

    FakeIssuer() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        otherKey = new RSAKeyGenerator(2048).keyID("one").generate();
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        http.createContext("/.well-known/openid-configuration", this::metadata);
        http.createContext("/jwks", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        http.createContext("/token", this::token);
        http.createContext("/userinfo", this::userInfo);
        http.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** What its second endpoint says; nothing at first. */
    void userInfo(Map<String, Object> claims) {
        userInfo = claims;
    }

    /**
     * Lets somebody sign in who was sent here: the code to bring back.
     *
     * @param sent where the server sent him
     * @param change what the token says differently from a good one
     */
    String code(URI sent, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return code(sent, change, key);
    }

    /** The same with a token that somebody else signed. */
    String forgedCode(URI sent, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return code(sent, change, otherKey);
    }

    private String code(URI sent, UnaryOperator<JWTClaimsSet.Builder> change, RSAKey signer) throws JOSEException {
        Map<String, String> asked = form(sent.getRawQuery());
        Instant now = Instant.now();
        JWTClaimsSet.Builder good = new JWTClaimsSet.Builder()
                .issuer(url().toString())
                .audience(CLIENT)
                .subject("248289761001")
                .claim("nonce", asked.get("nonce"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                change.apply(good).build());
        token.sign(new RSASSASigner(signer));
        String code = UUID.randomUUID().toString();
        grants.put(code, new Grant(asked.get("code_challenge"), asked.get("redirect_uri"), token.serialize()));
        return code;
    }

    private void metadata(HttpExchange exchange) throws IOException {
        answer(exchange, 200, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                "jwks_uri":"%1$s/jwks","userinfo_endpoint":"%1$s/userinfo","subject_types_supported":["public"],
                "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}
                """.formatted(url()));
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> sent = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Grant grant = grants.remove(String.valueOf(sent.get("code")));
        String expected = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        boolean good = grant != null
                && expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && grant.redirect().equals(sent.get("redirect_uri"))
                && grant.challenge().equals(challenge(sent.get("code_verifier")));
        if (good) {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"access\",\"token_type\":\"Bearer\",\"id_token\":\"" + grant.token() + "\"}");
        } else {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        }
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        String json = userInfo.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":"
                        + (entry.getValue() instanceof String text ? "\"" + text + "\"" : entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        answer(exchange, userInfo.isEmpty() ? 403 : 200, json);
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, String> form(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
