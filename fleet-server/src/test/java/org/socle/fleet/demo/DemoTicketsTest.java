package org.socle.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socle.fleet.access.Scope;
import org.socle.fleet.app.TestServer;
import org.socle.fleet.calendar.StoredCalendar;
import org.socle.fleet.machine.MachineRegister;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlaceDetails;
import org.socle.fleet.place.PlaceKind;
import org.socle.fleet.place.Places;
import org.socle.fleet.statistics.Figures;
import org.socle.fleet.statistics.Period;
import org.socle.fleet.store.Database;
import org.socle.fleet.ticket.State;
import org.socle.fleet.ticket.Ticket;
import org.socle.fleet.ticket.TicketFilter;
import org.socle.fleet.ticket.Tickets;

/** What people of the demo did in 13 months, for a school of 120 machines without an incident. */
class DemoTicketsTest {
    private static final Instant ORIGIN = Instant.parse("2025-10-25T09:00:00Z");
    private static final Instant MADE = Instant.parse("2026-11-25T15:00:00Z");
    private static final Clock THEN = Clock.fixed(MADE, ZoneOffset.UTC);

    private static Database filled(Path directory) {
        Database database = Database.open(directory);
        Places places = new Places(database, THEN);
        Place town = places.create(TestServer.root(), null, PlaceKind.COLLECTIVITE, PlaceDetails.named("Ville"));
        Place school = places.create(
                TestServer.root(), town.id(), PlaceKind.SCHOOL, new PlaceDetails("École", "0381778B", "", "", ""));
        database.writing(handle -> IntStream.range(0, 120)
                .forEach(i -> new MachineRegister()
                        .add(
                                handle,
                                new MachineRegister.Newcomer("pc-" + i, "Dell", "3020", "", school.id(), null),
                                ORIGIN)));
        new DemoTickets(database, new StoredCalendar(database, THEN), DemoPlaces.MAKER, 2020, ORIGIN, MADE).make();
        return database;
    }

    private static List<Ticket> tickets(Database database) {
        return new Tickets(database, THEN, new StoredCalendar(database, THEN))
                .list(Scope.EVERYTHING, TicketFilter.ALL, 1, 200);
    }

    private static List<String> texts(Database database) {
        return tickets(database).stream()
                .map(ticket -> ticket.cause() + " " + ticket.subject() + " " + ticket.opened() + " " + ticket.solved())
                .toList();
    }

    @Test
    void thereIsSomethingToCountAndTheSameEachTime(@TempDir Path one, @TempDir Path two) {
        try (Database database = filled(one);
                Database again = filled(two)) {
            assertThat(texts(again)).isEqualTo(texts(database));
            assertThat(tickets(database)).hasSize(30).allSatisfy(ticket -> {
                assertThat(ticket.opened()).isBetween(ORIGIN, MADE);
                assertThat(ticket.solved() == null || ticket.solved().isAfter(ticket.opened()))
                        .isTrue();
            });
            assertThat(tickets(database).stream().filter(ticket -> ticket.state() == State.CLOSED))
                    .hasSizeGreaterThan(20);
            Figures.Seen seen = new Figures(database, THEN, new StoredCalendar(database, THEN))
                    .of(
                            Scope.EVERYTHING,
                            Period.of("months", LocalDate.ofInstant(MADE, ZoneOffset.UTC))
                                    .orElseThrow());
            assertThat(seen.all().interventions()).isBetween(20, 30);
            assertThat(seen.all().cost()).isBetween(10_000L, 80_000L);
            assertThat(seen.machines().get(0).name()).as("again and again").isEqualTo("pc-0");
            assertThat(seen.machines().get(0).interventions()).isGreaterThanOrEqualTo(3);
        }
    }
}
