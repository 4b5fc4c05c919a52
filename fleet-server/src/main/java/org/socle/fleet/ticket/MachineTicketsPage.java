package org.socle.fleet.ticket;

import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.List;
import org.socle.fleet.access.Scope;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;

/** What was ever wrong with a machine, and what was done about it. */
public final class MachineTicketsPage implements Page {
    private static final int SIZE = 15;
    private static final int MOST_INTERVENTIONS = 20;

    private final Machines machines;
    private final TicketPage.Parts parts;

    public MachineTicketsPage(Machines machines, TicketPage.Parts parts) {
        this.machines = machines;
        this.parts = parts;
    }

    /** Content of the page: tickets and interventions, newest first. */
    public record Content(
            String path,
            String name,
            List<TicketWords.Line> tickets,
            List<InterventionLine> interventions,
            Pager pager) {}

    @Override
    public String path() {
        return "/machines/{id}/tickets";
    }

    @Override
    public void show(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        Scope scope = Access.viewer(context).scope();
        int page = new Query(context).number("page", 1, 1, Pager.MOST);
        List<Ticket> found = parts.tickets().list(scope, TicketFilter.ofMachine(machine.id()), page, SIZE + 1);
        Frame frame = parts.views()
                .named(
                        context,
                        parts.views().messages(context).text("ticket.title") + " · " + machine.displayName(),
                        null);
        ZoneId zone = found.isEmpty() ? frame.format().zone() : parts.words().zone(found.get(0));
        String path = MachinePath.of(machine.deviceId());
        parts.views()
                .render(
                        context,
                        "machine-tickets.jte",
                        frame,
                        new Content(
                                path,
                                machine.displayName(),
                                parts.words().lines(scope, found.subList(0, Math.min(SIZE, found.size())), frame),
                                parts.interventions().ofMachine(scope, machine.id(), MOST_INTERVENTIONS).stream()
                                        .map(each -> InterventionLine.of(each, zone, frame))
                                        .toList(),
                                Pager.of(path + "/tickets?", page, found.size() > SIZE)));
    }
}
