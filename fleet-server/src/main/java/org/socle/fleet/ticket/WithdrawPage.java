package org.socle.fleet.ticket;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;

/** Withdraw an intervention that was noted by mistake. */
public final class WithdrawPage implements Page {
    private final TicketPage.Parts parts;

    public WithdrawPage(TicketPage.Parts parts) {
        this.parts = parts;
    }

    /**
     * Content of the page.
     *
     * @param path of the ticket
     * @param why what the form holds
     * @param error why it was refused; empty when it was not
     */
    public record Content(
            String path, String number, String about, InterventionLine intervention, String why, String error) {}

    @Override
    public String path() {
        return "/tickets/{number}/interventions/{intervention}/withdraw";
    }

    @Override
    public Permission needs() {
        return Permission.WORK_TICKETS;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), needs(), this::withdraw));
    }

    @Override
    public void show(Context context) {
        show(context, "", null);
    }

    private void show(Context context, String why, @Nullable Refusal refusal) {
        Ticket ticket = TicketPath.ticket(context, parts.tickets());
        Intervention noted =
                TicketPath.intervention(context, parts.interventions(), ticket, context.pathParam("intervention"));
        Frame frame = parts.views().frame(context, "intervention.withdraw.title", refusal);
        parts.views()
                .render(
                        context,
                        "withdraw.jte",
                        frame,
                        new Content(
                                ticket.href(),
                                TicketPage.number(ticket),
                                TicketWords.about(ticket, frame.messages()),
                                InterventionLine.of(noted, parts.words().zone(ticket), frame),
                                why,
                                frame.error(refusal)));
    }

    private void withdraw(Context context) {
        Ticket ticket = TicketPath.ticket(context, parts.tickets());
        Intervention noted =
                TicketPath.intervention(context, parts.interventions(), ticket, context.pathParam("intervention"));
        String why = new Fields(context).text("why");
        try {
            parts.interventions().withdraw(Access.viewer(context), ticket.number(), noted.id(), why);
            context.redirect(ticket.href(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, why, refusal);
        }
    }
}
