package org.socle.fleet.ticket;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Page;

/** A picture on a ticket: the file itself, for who sees the ticket. */
public final class PhotoPage implements Page {
    private final Tickets tickets;
    private final Photos photos;

    public PhotoPage(Tickets tickets, Photos photos) {
        this.tickets = tickets;
        this.photos = photos;
    }

    @Override
    public String path() {
        return "/tickets/{number}/photos/{photo}";
    }

    @Override
    public void show(Context context) {
        Ticket ticket = TicketPath.ticket(context, tickets);
        String photo = context.pathParam("photo");
        Photo.Content content = (photo.matches("\\d{1,18}")
                        ? photos.content(Access.viewer(context).scope(), ticket.number(), Long.parseLong(photo))
                        : java.util.Optional.<Photo.Content>empty())
                .orElseThrow(() -> new NotFoundResponse("there is no photo '" + photo + "'"));
        // Whatever a file may turn out to be: nothing in it runs, and nothing is fetched for it.
        context.header("Content-Security-Policy", "default-src 'none'; sandbox");
        context.header("Content-Disposition", "inline; filename=\"ticket-" + ticket.number() + "-" + photo + "\"");
        context.contentType(content.type()).result(content.body());
    }
}
