/** Figures, made by hand: {@code mvn -pl fleet-server test -Dsocle.test.excluded=none -Dtest='*Bench'}. */
@NullMarked
package org.socle.fleet.bench;

import org.jspecify.annotations.NullMarked;
