package org.socle.fleet.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.machine.Status;

/**
 * What is open of one cause in one school: what a person goes there for once.
 *
 * @param place number of the school; null for what is nowhere
 * @param incidents their numbers, oldest first
 * @param machines how many machines have it now
 * @param since when the oldest was opened
 * @param taken whether somebody has taken on all of them
 * @param names of a few of the machines
 * @param ticket number of the newest ticket opened for one of them that has something left to do; null for none
 */
public record Heap(
        String cause,
        Status severity,
        @Nullable Long place,
        List<Long> incidents,
        int machines,
        Instant since,
        boolean taken,
        List<String> names,
        @Nullable Long ticket) {}
