package org.socle.fleet.finding;

import java.time.Instant;

/** A finding that holds now, and since when. */
public record Standing(Finding finding, Instant since) {}
