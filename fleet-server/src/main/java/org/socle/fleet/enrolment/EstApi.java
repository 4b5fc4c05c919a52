package org.socle.fleet.enrolment;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.socle.contract.ContractException;
import org.socle.contract.enrolment.Introduction.Question;
import org.socle.enrol.authority.CertificateRequest;
import org.socle.enrol.authority.CertificateRequest.RequestException;
import org.socle.enrol.authority.CertsOnly;
import org.socle.fleet.access.Permission;
import org.socle.fleet.trust.ServerTrust;
import org.socle.fleet.web.Json;

/**
 * Enrolment over Secure Transport (RFC 7030): {@code cacerts}, {@code simpleenroll} with the code as HTTP password, {@code
 * simplereenroll} with the machine's certificate; and before all that the server's introduction.
 */
public final class EstApi {
    private static final String EST = "/.well-known/est/";
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    private static final String BASIC = "Basic ";

    private final Enrolment enrolment;
    private final ServerTrust trust;
    private final Function<String, List<String>> mqtt;

    /**
     * Prepares the routes.
     *
     * @param mqtt where machines are to connect that asked for the server under this name
     */
    public EstApi(Enrolment enrolment, ServerTrust trust, Function<String, List<String>> mqtt) {
        this.enrolment = enrolment;
        this.trust = trust;
        this.mqtt = mqtt;
    }

    /** Nobody is signed in here: who asks shows a code or a certificate. */
    public void routes(RoutesConfig routes) {
        routes.post("/enrol/introduction", this::introduce, Permission.ANYBODY);
        routes.get(EST + "cacerts", this::cacerts, Permission.ANYBODY);
        routes.post(EST + "simpleenroll", this::enrol, Permission.ANYBODY);
        routes.post(EST + "simplereenroll", this::renew, Permission.ANYBODY);
    }

    private void introduce(Context context) {
        Question question;
        try {
            question = Question.decode(context.bodyAsBytes());
        } catch (ContractException e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
        Enrolment.Introduced introduced = enrolment.introduce(question, context.ip(), mqtt.apply(host(context)));
        byte[] json = introduced.json();
        Answer.Refused refused = introduced.refused();
        if (json != null) {
            context.contentType("application/json").result(json);
        } else if (refused != null) {
            answer(context, refused);
        }
    }

    /** The host the client asked for, without port and brackets. */
    private static String host(Context context) {
        String host = context.req().getServerName();
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private void cacerts(Context context) {
        certificates(context, trust.authorities().published());
    }

    private void enrol(Context context) {
        requireTls(context);
        String authorization = context.header("Authorization");
        String code = authorization != null && authorization.startsWith(BASIC)
                ? password(authorization.substring(BASIC.length()))
                : "";
        answer(context, enrolment.enrol(code, request(context), context.ip()));
    }

    private static String password(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials.strip()), StandardCharsets.UTF_8);
            return decoded.substring(decoded.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void renew(Context context) {
        requireTls(context);
        X509Certificate[] presented = context.attribute(CERTIFICATES);
        if (presented == null || presented.length == 0) {
            answer(context, new Answer.Refused(Denial.CERTIFICATE));
            return;
        }
        answer(context, enrolment.renew(presented[0], request(context)));
    }

    /** The plain port is for this machine's browser; a code does not travel over it. */
    private static void requireTls(Context context) {
        if (!context.req().isSecure()) {
            throw new ForbiddenResponse();
        }
    }

    private static CertificateRequest request(Context context) {
        try {
            return CertificateRequest.read(context.body());
        } catch (RequestException e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
    }

    private static void answer(Context context, Answer answer) {
        if (answer instanceof Answer.Issued issued) {
            certificates(context, List.of(issued.certificate()));
        } else if (answer instanceof Answer.Waiting waiting) {
            context.status(202)
                    .header("Retry-After", String.valueOf(waiting.retryAfter().toSeconds()));
        } else if (answer instanceof Answer.Refused refused) {
            refuse(context, refused);
        }
    }

    private static void refuse(Context context, Answer.Refused refused) {
        context.status(refused.reason().status());
        if (!refused.retryAfter().isZero()) {
            context.header("Retry-After", String.valueOf(refused.retryAfter().toSeconds() + 1));
        }
        if (refused.reason() == Denial.UNKNOWN) {
            context.header("WWW-Authenticate", "Basic realm=\"enrolment code\", charset=\"UTF-8\"");
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:socle:enrolment:" + refused.reason().word());
        problem.put("title", refused.reason().sentence());
        problem.put("status", refused.reason().status());
        Json.write(context, "application/problem+json", problem);
    }

    private static void certificates(Context context, List<X509Certificate> certificates) {
        context.header("Content-Transfer-Encoding", "base64");
        context.contentType("application/pkcs7-mime; smime-type=certs-only").result(CertsOnly.encode(certificates));
    }
}
