package org.socle.fleet.calendar;

import org.jspecify.annotations.Nullable;

/**
 * What a place says for itself and all in it.
 *
 * @param zone code of its zone; null when it does not say
 * @param week null when it does not say
 */
record Setting(@Nullable String zone, @Nullable Week week) {
    static final Setting NONE = new Setting(null, null);
}
