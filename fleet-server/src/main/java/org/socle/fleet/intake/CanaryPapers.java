package org.socle.fleet.intake;

import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;

/**
 * With what the server's own device connects.
 *
 * @param certificate signed by the authority in use, in nobody's table
 * @param tls shows it, and trusts what machines trust
 */
public record CanaryPapers(X509Certificate certificate, SSLContext tls) {}
