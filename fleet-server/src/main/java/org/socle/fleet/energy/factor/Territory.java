package org.socle.fleet.energy.factor;

import java.util.Locale;

/** Where electricity is made in its own way. */
public enum Territory {
    MAINLAND,
    CORSICA,
    OVERSEAS,
    /** Of a place without a code: no factor holds there. */
    UNKNOWN;

    private static final int OVERSEAS_FROM = 971;
    private static final int PREFIX = 3;

    /**
     * Where a school is, by the first three digits of its code: 620 and 720 are Corsica, 97x and 98x are overseas.
     *
     * @param uai empty for what is no school
     */
    public static Territory of(String uai) {
        if (uai.length() < PREFIX || !uai.substring(0, PREFIX).matches("\\d{3}")) {
            return UNKNOWN;
        }
        int departement = Integer.parseInt(uai.substring(0, PREFIX));
        if (departement == 620 || departement == 720) {
            return CORSICA;
        }
        return departement >= OVERSEAS_FROM ? OVERSEAS : MAINLAND;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
