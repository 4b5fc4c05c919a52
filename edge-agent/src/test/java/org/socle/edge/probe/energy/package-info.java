@NullMarked
package org.socle.edge.probe.energy;

import org.jspecify.annotations.NullMarked;
