/**
 * What an agent may report, one enum per object family and one line per resource.
 *
 * <p>A reading that is not declared here cannot be sent: the agent's tree accepts only {@link
 * org.socle.contract.catalogue.Resource}s, the server refuses other paths, and the page {@code /about/data} is generated
 * from {@link org.socle.contract.catalogue.Catalogue}.
 */
@NullMarked
package org.socle.contract.catalogue;

import org.jspecify.annotations.NullMarked;
