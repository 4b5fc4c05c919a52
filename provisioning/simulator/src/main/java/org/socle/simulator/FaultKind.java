package org.socle.simulator;

/** What may be wrong with machines, and what the server is expected to find by it. */
public enum FaultKind {
    /** Sectors that cannot be read, more of them every day. */
    FAILING_DISK("disk_failing"),
    /** A flash disk that uses up its rated life. */
    WEARING_DISK("disk_wearing"),
    /** A volume that fills up until nothing more fits. */
    FULL_VOLUME("filesystem_full"),
    /** A volume that fills up and will be full in some weeks. */
    FILLING_VOLUME("filesystem_filling"),
    READ_ONLY_VOLUME("filesystem_read_only"),
    WORN_BATTERY("battery_worn"),
    OVERHEATING("overheating"),
    STOPPED_FAN("fan_stopped"),
    /** A Raspberry Pi with a weak power supply. */
    UNDER_VOLTAGE("under_voltage"),
    MEMORY_ERRORS("memory_errors"),
    CLOCK_OFF("clock_wrong"),
    CAPTIVE_PORTAL("captive_portal"),
    OLD_SYSTEM("os_unsupported"),
    WEAK_WIFI("weak_wifi"),
    /** A switch in a school: its machines are on, and cannot be reached. */
    FAILED_SWITCH(""),
    /** A school's line or switch that is gone for some minutes, several times a day. */
    FLAKY_LINK(""),
    /** A laptop whose lid is shut in a lesson, and opened again later. */
    LID_SHUT(""),
    /** A PC that loses its plug in a lesson, and gets it back. */
    UNPLUGGED(""),
    /** A machine that goes off in the middle of a lesson, without a word, and stays away. */
    SILENT(""),
    /** A machine that nobody ever switches off. */
    NEVER_OFF(""),
    /** A machine that stands unused for most of class and does not fall asleep. */
    NEVER_SLEEPS(""),
    /** A totem whose screen is lit day and night. */
    LIT_AT_NIGHT(""),
    /** A machine far too strong for what it does, on day and night. */
    OVERSIZED("");

    private final String finding;

    FaultKind(String finding) {
        this.finding = finding;
    }

    /** Name of the server's rule that finds it by what the machine reports; empty when none does. */
    public String finding() {
        return finding;
    }

    /** Whether machines are on, and cannot be reached. */
    boolean cutsOff() {
        return this == FAILED_SWITCH || this == FLAKY_LINK;
    }

    /** Whether the machine is gone without a word, for as long as it lasts. */
    boolean takesAway() {
        return this == LID_SHUT || this == UNPLUGGED;
    }

    /** Whether the machine is on day and night. */
    boolean alwaysOn() {
        return this == NEVER_OFF || this == LIT_AT_NIGHT || this == OVERSIZED;
    }
}
