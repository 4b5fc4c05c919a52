package org.socle.fleet.ticket;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Objects;
import java.util.Optional;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.web.Access;

/** Addresses of tickets. */
final class TicketPath {
    private TicketPath() {}

    /**
     * The ticket an address names by its number.
     *
     * @throws NotFoundResponse when there is none that the viewer sees
     */
    static Ticket ticket(Context context, Tickets tickets) {
        String number = context.pathParam("number");
        return (number.matches("\\d{1,18}")
                        ? tickets.find(Access.viewer(context).scope(), Long.parseLong(number))
                        : Optional.<Ticket>empty())
                .orElseThrow(() -> new NotFoundResponse("there is no ticket '" + number + "'"));
    }

    /**
     * An intervention of a ticket by its number.
     *
     * @throws NotFoundResponse when there is none that still counts
     */
    static Intervention intervention(Context context, Interventions interventions, Ticket ticket, String number) {
        return (number.matches("\\d{1,18}")
                        ? interventions.find(Access.viewer(context).scope(), ticket.number(), Long.parseLong(number))
                        : Optional.<Intervention>empty())
                .filter(found -> found.withdrawn() == null)
                .orElseThrow(() -> new NotFoundResponse("there is no intervention '" + number + "'"));
    }

    /** A secret that only the viewer's browser has. */
    static String browser(Context context) {
        Viewer viewer = Access.viewer(context);
        return Objects.requireNonNullElse(viewer.session(), viewer.name());
    }
}
