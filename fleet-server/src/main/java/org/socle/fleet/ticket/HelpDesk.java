package org.socle.fleet.ticket;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Scope;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.Places;
import org.socle.fleet.store.Database;

/**
 * Takes what people without an account report by the code of a label. The code is all they need, and all that is known of them.
 * Thread-safe.
 */
public final class HelpDesk {
    /** Of one ticket; what is reported beyond is thanked for and not kept. */
    private static final int MOST_REPEATS = 20;

    private static final int MOST_KNOWN = 20;

    private final Database database;
    private final Tickets tickets;
    private final Places places;
    private final MachineRegister machines = new MachineRegister();
    private final HelpCodeTable codes = new HelpCodeTable();

    public HelpDesk(Database database, Clock clock, Tickets tickets) {
        this.database = database;
        this.tickets = tickets;
        this.places = new Places(database, clock);
    }

    /**
     * What a code stands for.
     *
     * @param code without hyphens
     * @param machine name of the machine; empty when it is a place
     * @param where name of school and room; empty when the machine is nowhere
     * @param calls who to call, the nearest first
     * @param known what is being done about already
     */
    public record Counter(String code, String machine, String where, List<Place> calls, List<Ticket> known) {}

    /** What a code stands for; empty when there is none like it. */
    public Optional<Counter> find(String typed) {
        return HelpCode.parse(typed)
                .flatMap(code -> database.<Optional<Counter>, RuntimeException>read(
                        handle -> codes.find(handle, code).map(target -> counter(handle, code, target))));
    }

    private Counter counter(Handle handle, String code, HelpCodeTable.Target target) {
        Long machine = target.machine();
        Long place = machine == null
                ? target.place()
                : machines.place(handle, machine).orElse(null);
        Optional<Located> located = places.located(Scope.EVERYTHING, place);
        return new Counter(
                code,
                machine == null
                        ? ""
                        : machines.find(handle, Scope.EVERYTHING, machine)
                                .map(MachineRegister.Registered::name)
                                .orElse(""),
                located.map(Located::name).orElse(""),
                located.map(found -> places.callable(Scope.EVERYTHING, found.place()))
                        .orElse(List.of()),
                tickets.table().known(handle, machine, machine == null ? place : null, MOST_KNOWN));
    }

    /**
     * Opens a ticket; or adds to the one there is about the same.
     *
     * @return it; empty when there is no such code
     * @throws org.socle.fleet.web.Refusal when the text may not be kept
     */
    public Optional<Ticket> report(String typed, Complaint complaint, String text) {
        ReportText.check(complaint, text);
        return HelpCode.parse(typed)
                .flatMap(code -> database.<Optional<Ticket>, RuntimeException>write(
                        handle -> codes.find(handle, code).map(target -> report(handle, target, complaint, text))));
    }

    private Ticket report(Handle handle, HelpCodeTable.Target target, Complaint complaint, String text) {
        Long machine = target.machine();
        List<Ticket> known = tickets.table().known(handle, machine, target.place(), MOST_KNOWN);
        Optional<Ticket> same = known.stream()
                .filter(ticket -> isAbout(ticket, complaint) && (machine != null || complaint == Complaint.NO_INTERNET))
                .findFirst()
                // Somebody presses for fun, or despairs: the newest tells how often.
                .or(() -> known.size() < MOST_KNOWN
                        ? Optional.empty()
                        : known.stream().findFirst());
        if (same.isEmpty()) {
            return tickets.add(handle, asked(machine, target.place(), complaint, text), Actor.ANYBODY);
        }
        Ticket again = same.get();
        if (tickets.table().times(handle, again.number(), LogEntry.What.AGAIN) < MOST_REPEATS) {
            tickets.log(
                    handle, Actor.ANYBODY, again, LogEntry.What.AGAIN, Tickets.text(text, "ticket.refused.text.long"));
        }
        return again;
    }

    /** Whether a ticket is about what somebody complains of; what has no name of its own may always be something else. */
    static boolean isAbout(Ticket ticket, Complaint complaint) {
        return complaint != Complaint.OTHER
                && ticket.origin() != Origin.INCIDENT
                && ticket.cause().equals(complaint.word());
    }

    private static NewTicket asked(@Nullable Long machine, @Nullable Long place, Complaint complaint, String text) {
        return new NewTicket(complaint.word(), text, machine, place, null, Origin.HELP, Priority.NORMAL);
    }
}
