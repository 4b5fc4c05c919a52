package org.socle.fleet.maintenance.ticket;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.account.Permission;
import org.socle.fleet.account.Viewer;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Refusal;

/** The form on which somebody notes what was done on a ticket. */
public final class InterventionPage implements Page {
    private final TicketPage.Parts parts;
    private final Clock clock;

    public InterventionPage(TicketPage.Parts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param open whether the ticket can be solved with it
     * @param error why it was refused; empty when it was not
     */
    public record Content(
            String path, String number, String about, boolean open, InterventionForm form, String error) {}

    @Override
    public String path() {
        return "/tickets/{number}/intervention";
    }

    @Override
    public Permission needs() {
        return Permission.WORK_TICKETS;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), needs(), this::note));
    }

    @Override
    public void show(Context context) {
        Ticket ticket = TicketPath.ticket(context, parts.tickets());
        show(
                context,
                ticket,
                InterventionForm.fresh(
                        LocalTimes.text(clock.instant(), parts.words().zone(ticket))),
                null);
    }

    private void show(Context context, Ticket ticket, InterventionForm form, @Nullable Refusal refusal) {
        Frame frame = parts.views().frame(context, "intervention.title", refusal);
        parts.views()
                .render(
                        context,
                        "intervention.jte",
                        frame,
                        new Content(
                                ticket.href(),
                                TicketPage.number(ticket),
                                TicketWords.about(ticket, frame.messages()),
                                ticket.state().open(),
                                form,
                                frame.error(refusal)));
    }

    private void note(Context context) {
        Viewer viewer = Access.viewer(context);
        Ticket ticket = TicketPath.ticket(context, parts.tickets());
        InterventionForm form = InterventionForm.read(new Fields(context));
        try {
            NewIntervention done =
                    form.understood(clock.instant(), parts.words().zone(ticket));
            parts.interventions().note(viewer, ticket.number(), done);
            if (form.solved() && done.done() && ticket.state().open()) {
                parts.work().solve(viewer, ticket.number(), "");
            }
            context.redirect(ticket.href(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, ticket, form, refusal);
        }
    }
}
