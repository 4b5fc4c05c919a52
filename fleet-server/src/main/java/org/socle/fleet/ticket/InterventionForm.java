package org.socle.fleet.ticket;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Refusal;

/**
 * What the form of an intervention holds, as it was typed.
 *
 * @param at by the clock on the school's walls
 * @param outcome {@code done} or {@code not}
 * @param received whether somebody of the school received the work
 * @param signed that person's function
 * @param solved whether the trouble is over
 */
public record InterventionForm(
        String at,
        String minutes,
        String travel,
        String what,
        String outcome,
        String reason,
        List<Row> parts,
        String cost,
        boolean received,
        String signed,
        boolean solved) {
    /** How many parts fit into the form. */
    static final int PARTS = 3;

    private static final int LONGEST_MINUTES = 24 * 60;
    private static final int MOST_PIECES = 1_000;
    private static final String MONEY = "\\d{1,6}([.,]\\d{1,2})?";

    /** One part, as it was typed. */
    public record Row(String designation, String reference, String quantity, String unitCost) {
        private boolean empty() {
            return designation.isEmpty() && reference.isEmpty() && unitCost.isEmpty();
        }
    }

    /** A form nobody has filled in yet. */
    static InterventionForm fresh(String now) {
        return new InterventionForm(
                now,
                "",
                "",
                "",
                "done",
                "",
                IntStream.range(0, PARTS).mapToObj(i -> new Row("", "", "", "")).toList(),
                "",
                false,
                "",
                true);
    }

    /** What was noted, to be put right. */
    static InterventionForm of(Intervention noted, ZoneId zone) {
        List<Row> rows = new ArrayList<>();
        noted.parts().stream()
                .limit(PARTS)
                .map(part -> new Row(
                        part.designation(),
                        part.reference(),
                        Integer.toString(part.quantity()),
                        euros(part.unitCost())))
                .forEach(rows::add);
        while (rows.size() < PARTS) {
            rows.add(new Row("", "", "", ""));
        }
        return new InterventionForm(
                LocalTimes.text(noted.at(), zone),
                Integer.toString(noted.minutes()),
                Integer.toString(noted.travel()),
                noted.what(),
                noted.done() ? "done" : "not",
                noted.reason(),
                List.copyOf(rows),
                euros(noted.cost()),
                noted.signedAt() != null,
                noted.signedAs(),
                false);
    }

    private static String euros(long cents) {
        return cents == 0 ? "" : BigDecimal.valueOf(cents, 2).toPlainString().replace('.', ',');
    }

    static InterventionForm read(Fields fields) {
        return new InterventionForm(
                fields.text("at"),
                fields.text("minutes"),
                fields.text("travel"),
                fields.text("what"),
                fields.text("outcome"),
                fields.text("reason"),
                IntStream.rangeClosed(1, PARTS)
                        .mapToObj(i -> new Row(
                                fields.text("part" + i),
                                fields.text("reference" + i),
                                fields.text("quantity" + i),
                                fields.text("price" + i)))
                        .toList(),
                fields.text("cost"),
                fields.ticked("received"),
                fields.text("signed"),
                fields.ticked("solved"));
    }

    /**
     * What it says.
     *
     * @throws Refusal when something in it cannot be understood
     */
    NewIntervention understood(Instant now, ZoneId zone) {
        Instant when = LocalTimes.parse(at, zone, "ticket.refused.at");
        if (!outcome.equals("done") && !outcome.equals("not")) {
            throw new Refusal("ticket.refused.outcome");
        }
        if (received && signed.isEmpty()) {
            throw new Refusal("ticket.refused.signed");
        }
        if (!received && !signed.isEmpty()) {
            throw new Refusal("ticket.refused.received");
        }
        return new NewIntervention(
                when == null ? now : when,
                whole(minutes, "ticket.refused.minutes", 0, LONGEST_MINUTES),
                whole(travel, "ticket.refused.travel", 0, LONGEST_MINUTES),
                cents(cost, "ticket.refused.cost"),
                what,
                outcome.equals("done"),
                reason,
                signed,
                used());
    }

    private List<Part> used() {
        List<Part> used = new ArrayList<>();
        for (Row row : parts) {
            if (row.empty()) {
                continue;
            }
            if (row.designation().isEmpty()) {
                throw new Refusal("ticket.refused.part");
            }
            used.add(new Part(
                    row.designation(),
                    row.reference(),
                    row.quantity().isEmpty() ? 1 : whole(row.quantity(), "ticket.refused.quantity", 1, MOST_PIECES),
                    cents(row.unitCost(), "ticket.refused.price")));
        }
        return used;
    }

    private static int whole(String text, String refusal, int least, int most) {
        if (text.isEmpty()) {
            return 0;
        }
        int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new Refusal(refusal, text, most);
        }
        return number;
    }

    /** Money as people type it, {@code 12,50}, in cents. */
    private static long cents(String typed, String refusal) {
        String text = typed.replaceAll("[\\s\\u00a0\\u202f€]", "");
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches(MONEY)) {
            throw new Refusal(refusal, typed);
        }
        return new BigDecimal(text.replace(',', '.')).movePointRight(2).longValueExact();
    }
}
