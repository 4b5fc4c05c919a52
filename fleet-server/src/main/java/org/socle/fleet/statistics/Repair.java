package org.socle.fleet.statistics;

import java.time.Duration;

/** How long it took from a ticket's opening until it was solved, in class and by the calendar. */
record Repair(Duration classTime, Duration time) {}
