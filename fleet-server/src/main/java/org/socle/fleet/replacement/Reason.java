package org.socle.fleet.replacement;

import java.util.Locale;

/** Why a machine is on the list, the most pressing first. Its words are {@code replacement.{word}} in the message files. */
public enum Reason {
    /** A rule found its disk failing. */
    DISK_FAILING,
    /** Its solid-state disk will have had the writes its maker reckoned with. */
    DISK_WORN,
    /** Its battery will hold less than 60 % of what it held when new. */
    BATTERY_WORN,
    /** Its system gets no security updates any more. */
    OS_UNSUPPORTED,
    /** It was worked on {@value Replacements#MOST_REPAIRS} times or more in twelve months. */
    REPAIRS,
    /** That cost more than a good second-hand machine: ours. */
    COST,
    /** Its disk has been running for five years: the machine is as old at least. */
    OLD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
