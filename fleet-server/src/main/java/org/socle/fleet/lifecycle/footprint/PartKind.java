package org.socle.fleet.lifecycle.footprint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts of which the making is known. What a technician types names them. */
enum PartKind {
    SSD("ssd|nvme|m\\.2"),
    HDD("hdd|disque dur|hard dis[ck]|hard drive");

    private final Pattern words;

    PartKind(String words) {
        this.words = Pattern.compile("(?<![a-z0-9])(" + words + ")(?![a-z])");
    }

    /** The subject of its factor. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that a designation names; empty when it names none, or another part. */
    static Optional<PartKind> named(String designation) {
        String text = designation.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.words.matcher(text).find())
                .findFirst();
    }
}
