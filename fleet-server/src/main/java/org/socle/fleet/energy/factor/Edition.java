package org.socle.fleet.energy.factor;

import java.time.Instant;

/** An edition of factors that is kept. */
public record Edition(String name, Instant added) {}
