/**
 * The one tree of what is known of this machine now.
 *
 * <p>In: the {@link org.socle.edge.tree.Reading}s of one probe at a time. Out: immutable {@link
 * org.socle.edge.tree.Change}s for whoever reports, and current values for whoever asks. Knows the catalogue, and neither
 * probes nor the reporter nor LwM2M clients; deadbands are the reporter's business.
 */
@NullMarked
package org.socle.edge.tree;

import org.jspecify.annotations.NullMarked;
