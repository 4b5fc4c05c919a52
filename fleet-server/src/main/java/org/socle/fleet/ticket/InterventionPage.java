package org.socle.fleet.ticket;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.SentOnce;

/** The form on which somebody notes what was done on a ticket. */
public final class InterventionPage implements Page {
    private final TicketPage.Parts parts;
    private final Clock clock;
    private final SentOnce<String> sent;

    public InterventionPage(TicketPage.Parts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
        this.sent = new SentOnce<>(clock);
    }

    /**
     * Content of the page.
     *
     * @param open whether the ticket can be solved with it
     * @param corrects number of the intervention it takes the place of; 0 for none
     * @param why that one is wrong
     * @param error why it was refused; empty when it was not
     */
    public record Content(
            String path,
            String number,
            String about,
            boolean open,
            InterventionForm form,
            long corrects,
            String why,
            String once,
            String error) {}

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
        ZoneId zone = parts.words().zone(ticket);
        String corrects = new Query(context).text("corrects");
        if (corrects.isEmpty()) {
            InterventionForm fresh = InterventionForm.fresh(LocalTimes.text(clock.instant(), zone));
            show(context, ticket, fresh, 0, "", SentOnce.token(), null);
            return;
        }
        Intervention noted = TicketPath.intervention(context, parts.interventions(), ticket, corrects);
        show(context, ticket, InterventionForm.of(noted, zone), noted.id(), "", SentOnce.token(), null);
    }

    private void show(
            Context context,
            Ticket ticket,
            InterventionForm form,
            long corrects,
            String why,
            String once,
            @Nullable Refusal refusal) {
        Frame frame = parts.views()
                .frame(context, corrects == 0 ? "intervention.title" : "intervention.correct.title", refusal);
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
                                corrects,
                                why,
                                once,
                                frame.error(refusal)));
    }

    private void note(Context context) {
        Viewer viewer = Access.viewer(context);
        Ticket ticket = TicketPath.ticket(context, parts.tickets());
        Fields fields = new Fields(context);
        InterventionForm form = InterventionForm.read(fields);
        Long corrects = fields.id("corrects");
        String why = fields.text("why");
        String once = fields.text(SentOnce.FIELD);
        try {
            NewIntervention done =
                    form.understood(clock.instant(), parts.words().zone(ticket));
            context.redirect(
                    sent.of(TicketPath.browser(context), once, () -> {
                        if (corrects == null || corrects == 0) {
                            parts.interventions().note(viewer, ticket.number(), done);
                        } else {
                            parts.interventions().correct(viewer, ticket.number(), corrects, why, done);
                        }
                        if (form.solved() && done.done() && ticket.state().open()) {
                            parts.work().solve(viewer, ticket.number(), "");
                        }
                        return ticket.href();
                    }),
                    HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, ticket, form, corrects == null ? 0 : corrects, why, once, refusal);
        }
    }
}
