package org.socle.fleet.lifecycle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a piece of equipment is: all of it "matériel informatique et téléphonie" for the law on purchases. */
public enum Category {
    LAPTOP(5),
    DESKTOP(5),
    ALL_IN_ONE(5),
    THIN_CLIENT(5),
    SCREEN(5),
    TABLET(3),
    PHONE(3),
    SERVER(5),
    PROJECTOR(5),
    OTHER(5);

    private final int firstLife;

    Category(int firstLife) {
        this.firstLife = firstLife;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Years after which the first owner parts with one, by which the age of a second-hand one is estimated. */
    public int firstLife() {
        return firstLife;
    }

    public static Optional<Category> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
