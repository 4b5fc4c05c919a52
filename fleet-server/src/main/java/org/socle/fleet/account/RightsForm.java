package org.socle.fleet.account;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.socle.fleet.access.Role;
import org.socle.fleet.access.Scope;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Refusal;

/**
 * The fields of an account's role and places, as typed.
 *
 * @param role its word
 * @param places one a line: a school's code, or a name
 */
public record RightsForm(String role, boolean everything, String places) {
    static final RightsForm EMPTY = new RightsForm(Role.TECHNICIAN.word(), false, "");

    static RightsForm read(Fields fields) {
        return new RightsForm(fields.text("role"), fields.ticked("everything"), fields.raw("places"));
    }

    static RightsForm of(Accounts.Listed listed) {
        return new RightsForm(
                listed.account().role().word(),
                listed.account().everything(),
                listed.places().stream()
                        .map(place -> place.uai().isEmpty() ? place.name() : place.uai())
                        .collect(Collectors.joining("\n")));
    }

    /**
     * What was meant.
     *
     * @throws Refusal when a role or a place is none
     */
    Accounts.Rights rights(Scope scope, Places all) {
        Role meant = Role.of(role).orElseThrow(() -> new Refusal("account.refused.role"));
        List<Long> ids = new ArrayList<>();
        for (String line : everything ? List.<String>of() : places.lines().toList()) {
            if (!line.isBlank()) {
                ids.add(all.named(scope, line)
                        .map(Place::id)
                        .orElseThrow(() -> new Refusal("place.refused.into", line.strip())));
            }
        }
        return new Accounts.Rights(meant, everything, ids);
    }

    /** What an account sees, in words. */
    static String where(Accounts.Listed listed, Frame frame) {
        if (listed.account().everything()) {
            return frame.text("accounts.everything");
        }
        return listed.places().isEmpty()
                ? frame.text("accounts.nothing")
                : listed.places().stream().map(Place::name).collect(Collectors.joining(frame.text("list.comma")));
    }
}
