package org.socle.edge.identity;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import org.socle.contract.enrolment.Hardware;
import org.socle.edge.config.BrokerAddress;
import org.socle.enrol.Identity;

/**
 * What the machine has since it joined.
 *
 * @param device its id, from the certificate
 * @param identity its key and certificate
 * @param anchors the roots it trusts
 * @param url of the server, for renewals
 * @param addresses of the broker, as the server named them
 * @param hardware the machine that joined: another one means that the disk was copied or moved
 */
public record Enrolled(
        UUID device,
        Identity identity,
        List<X509Certificate> anchors,
        URI url,
        List<BrokerAddress> addresses,
        Hardware hardware) {
    public Enrolled {
        anchors = List.copyOf(anchors);
        addresses = List.copyOf(addresses);
    }
}
