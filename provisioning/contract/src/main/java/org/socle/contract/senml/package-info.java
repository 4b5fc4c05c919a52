/** SenML (RFC 8428) in CBOR and JSON, both ways, with bounded memory. Knows nothing of Socle's catalogue. */
@NullMarked
package org.socle.contract.senml;

import org.jspecify.annotations.NullMarked;
