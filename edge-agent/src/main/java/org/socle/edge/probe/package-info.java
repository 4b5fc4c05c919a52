/**
 * What the agent knows how to read, one file per probe.
 *
 * <p>In: files and command output through {@link org.socle.edge.source}. Out: {@link org.socle.edge.probe.Readings} of
 * catalogue resources, in the catalogue's units, with nothing in them the hardware did not say: no −1, 0 or NaN for
 * "unknown". {@link org.socle.edge.probe.Probes} is the list; {@link org.socle.edge.probe.ProbeRunner} alone schedules,
 * times, catches and logs. A probe knows neither the tree's readers nor the network.
 */
@NullMarked
package org.socle.edge.probe;

import org.jspecify.annotations.NullMarked;
