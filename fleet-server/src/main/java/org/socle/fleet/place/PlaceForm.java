package org.socle.fleet.place;

import org.socle.fleet.web.Fields;

/** The fields of a place in forms. */
final class PlaceForm {
    private PlaceForm() {}

    /** What was sent, not yet checked. */
    static PlaceDetails read(Fields fields) {
        return new PlaceDetails(
                fields.text("name"),
                fields.text("uai"),
                fields.text("contact"),
                fields.text("phone"),
                fields.text("email"));
    }
}
