/**
 * Secrets, keys and certificates: the own certificate authority, device and server certificates, the requests for them,
 * and the TLS connections made with them. Nothing here knows of machines, pages or the database.
 */
@NullMarked
package org.socle.enrol;

import org.jspecify.annotations.NullMarked;
