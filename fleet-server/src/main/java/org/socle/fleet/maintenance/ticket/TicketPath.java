package org.socle.fleet.maintenance.ticket;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
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
                        : java.util.Optional.<Ticket>empty())
                .orElseThrow(() -> new NotFoundResponse("there is no ticket '" + number + "'"));
    }
}
