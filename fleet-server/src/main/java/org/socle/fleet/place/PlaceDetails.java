package org.socle.fleet.place;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.socle.contract.UaiCode;
import org.socle.fleet.web.Refusal;

/**
 * What people say of a place; texts without spaces around them, empty when unknown.
 *
 * @param name never empty
 * @param uai a school's code, right; empty for the other kinds
 * @param contact who to call
 */
public record PlaceDetails(String name, String uai, String contact, String phone, String email) {
    private static final int LONGEST = 100;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ().-]{3,30}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    /** A place with nothing but a name. */
    public static PlaceDetails named(String name) {
        return new PlaceDetails(name, "", "", "", "");
    }

    /**
     * These details put right for a kind of place.
     *
     * @throws Refusal when they cannot be
     */
    PlaceDetails checked(PlaceKind kind) {
        PlaceDetails clean = new PlaceDetails(
                clean(name), kind == PlaceKind.SCHOOL ? code(uai) : "", clean(contact), clean(phone), clean(email));
        if (clean.name.isEmpty()) {
            throw new Refusal("place.refused.name");
        }
        if (!clean.phone.isEmpty() && !PHONE.matcher(clean.phone).matches()) {
            throw new Refusal("place.refused.phone", clean.phone);
        }
        if (!clean.email.isEmpty() && !EMAIL.matcher(clean.email).matches()) {
            throw new Refusal("place.refused.email", clean.email);
        }
        return clean;
    }

    /** What is said otherwise here than there. */
    List<Difference> differences(PlaceDetails after) {
        return Stream.of(
                        new Difference("name", name, after.name),
                        new Difference("uai", uai, after.uai),
                        new Difference("contact", contact, after.contact),
                        new Difference("phone", phone, after.phone),
                        new Difference("email", email, after.email))
                .filter(each -> !each.before().equals(each.after()))
                .toList();
    }

    private static String code(String text) {
        return UaiCode.parse(text)
                .map(UaiCode::value)
                .orElseThrow(() -> text.isBlank()
                        ? new Refusal("place.refused.uai.missing")
                        : new Refusal("place.refused.uai", clean(text)));
    }

    private static String clean(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (clean.length() > LONGEST) {
            throw new Refusal("place.refused.long", clean.substring(0, LONGEST), LONGEST);
        }
        return clean;
    }
}
