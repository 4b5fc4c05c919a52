package org.socle.fleet.place;

/**
 * One line of a list of places: a school, or one of its rooms. Texts as they stand in the file, empty when missing.
 *
 * @param number of the line in the file, from 1
 */
public record ImportLine(
        int number,
        String collectivite,
        String circonscription,
        String uai,
        String school,
        String room,
        String contact,
        String phone,
        String email) {}
