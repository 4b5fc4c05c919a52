/**
 * Who this machine is to its server: enrolment, the certificate and its renewal, whom to trust. Takes the machine's facts
 * from a probe and gives TLS settings to whoever connects.
 */
@NullMarked
package org.socle.edge.identity;

import org.jspecify.annotations.NullMarked;
