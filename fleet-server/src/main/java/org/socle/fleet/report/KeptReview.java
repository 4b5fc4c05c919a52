package org.socle.fleet.report;

import java.time.Instant;

/**
 * A review that was frozen.
 *
 * @param number of the place and period, from 1
 * @param who froze it
 * @param edition of the factors
 */
record KeptReview(int number, Instant kept, String who, String edition) {}
