package org.socle.fleet.ticket;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.account.Throttle;
import org.socle.fleet.place.Place;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.ClientAddress;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.OneTime;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.SentOnce;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/**
 * Where the code of a label leads: whoever stands before a machine that does not work says so, without an account. Nothing is
 * kept of him; a cookie without a name, gone with the browser's window, tells his form from one on another site.
 */
public final class HelpPage implements Page {
    private static final Duration LONGEST_FOR_WRONG = Duration.ofMinutes(5);
    private static final Duration LONGEST_FOR_REPORTS = Duration.ofMinutes(15);
    private static final int MOST_CALLS = 2;
    private static final String LATER = "help.later";

    private final HelpDesk desk;
    private final int textYears;
    private final Views views;
    private final Throttle wrong;
    private final Throttle reports;
    private final OneTime<Long> sent;
    private final SentOnce<Long> once;

    /**
     * The page.
     *
     * @param textYears how long what is written is kept after a ticket is done with
     */
    public HelpPage(HelpDesk desk, int textYears, Views views, Clock clock) {
        this.desk = desk;
        this.textYears = textYears;
        this.views = views;
        this.wrong = new Throttle(10, LONGEST_FOR_WRONG, 10_000, clock);
        this.reports = new Throttle(5, LONGEST_FOR_REPORTS, 10_000, clock);
        this.sent = new OneTime<>(clock);
        this.once = new SentOnce<>(clock);
    }

    /**
     * Content of the page.
     *
     * @param code empty when there is none like it, or too many were wrong
     * @param machine name of the machine; empty when it is a place
     * @param choices what can be wrong, and whether that is known already
     * @param others whether something else is known already
     * @param taken whether somebody has taken that on
     * @param number of the ticket that was just opened or added to; empty when none was
     * @param once what tells the form from another one
     * @param textYears how long what is written is kept
     * @param error why it was refused; empty when it was not
     */
    public record Content(
            String code,
            String machine,
            String where,
            List<Place> calls,
            List<Choice> choices,
            boolean others,
            boolean taken,
            String text,
            String number,
            String once,
            int textYears,
            String error) {}

    /**
     * One thing that can be wrong.
     *
     * @param known whether there is a ticket about it
     * @param taken whether somebody has taken that on
     */
    public record Choice(Complaint complaint, boolean chosen, boolean known, boolean taken) {}

    /** What somebody filled in. */
    private record Draft(String complaint, String text, String once) {}

    @Override
    public String path() {
        return "/help/{code}";
    }

    @Override
    public Permission needs() {
        return Permission.ANYBODY;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), Permission.ANYBODY, this::report));
    }

    @Override
    public void show(Context context) {
        Optional<HelpDesk.Counter> counter = find(context);
        if (counter.isPresent()) {
            String key = new Query(context).text("sent");
            String number = key.isEmpty()
                    ? ""
                    : sent.take(Access.browser(context), key)
                            .map(each -> Long.toString(each))
                            .orElse("");
            show(context, counter.get(), new Draft("", "", SentOnce.token()), number, null);
        }
    }

    /** What the code stands for; says so when it is wrong, or too many were. */
    private Optional<HelpDesk.Counter> find(Context context) {
        Optional<HelpDesk.Counter> counter = desk.find(context.pathParam("code"));
        if (counter.isPresent()) {
            // Before any throttle: a whole school comes from one address. A code is too long to be found by guessing.
            return counter;
        }
        Duration wait = wrong.attempt(ClientAddress.of(context));
        if (wait.isZero()) {
            context.status(HttpStatus.NOT_FOUND);
            plain(context, views.messages(context).text("help.unknown"));
        } else {
            tooMany(context, wait);
            plain(context, later(context, wait).in(views.messages(context)));
        }
        return Optional.empty();
    }

    private static void tooMany(Context context, Duration wait) {
        context.status(HttpStatus.TOO_MANY_REQUESTS);
        context.header("Retry-After", Long.toString(wait.toSeconds() + 1));
    }

    private Refusal later(Context context, Duration wait) {
        return new Refusal(LATER, views.format(context).duration(wait.plusSeconds(1)));
    }

    private void plain(Context context, String sentence) {
        Frame frame = views.openForm(
                context,
                views.messages(context)
                        .text("error.prefix", views.messages(context).text("help.title")));
        views.render(
                context,
                "help.jte",
                frame,
                new Content("", "", "", List.of(), List.of(), false, false, "", "", "", textYears, sentence));
    }

    private void show(
            Context context, HelpDesk.Counter counter, Draft draft, String number, @Nullable Refusal refusal) {
        String title = views.messages(context).text(number.isEmpty() ? "help.title" : "help.thanks");
        if (refusal != null) {
            title = views.messages(context).text("error.prefix", title);
        }
        List<Ticket> others = counter.known().stream()
                .filter(ticket -> Arrays.stream(Complaint.values())
                        .filter(complaint -> complaint != Complaint.OTHER)
                        .noneMatch(complaint -> HelpDesk.isAbout(ticket, complaint)))
                .toList();
        Frame frame = views.openForm(context, title).refused(refusal);
        views.render(
                context,
                "help.jte",
                frame,
                new Content(
                        counter.code(),
                        counter.machine(),
                        counter.where(),
                        counter.calls().stream().limit(MOST_CALLS).toList(),
                        Arrays.stream(Complaint.values())
                                .map(complaint -> choice(complaint, draft.complaint(), counter.known()))
                                .toList(),
                        !others.isEmpty(),
                        others.stream().allMatch(HelpPage::isTaken),
                        draft.text(),
                        number,
                        draft.once(),
                        textYears,
                        frame.error(refusal)));
    }

    private static Choice choice(Complaint complaint, String chosen, List<Ticket> known) {
        List<Ticket> same = complaint == Complaint.OTHER
                ? List.of()
                : known.stream()
                        .filter(ticket -> HelpDesk.isAbout(ticket, complaint))
                        .toList();
        return new Choice(
                complaint,
                complaint.word().equals(chosen),
                !same.isEmpty(),
                same.stream().allMatch(HelpPage::isTaken));
    }

    /** Whether it may be said that it is being dealt with. */
    private static boolean isTaken(Ticket ticket) {
        return ticket.assignee() != null;
    }

    private void report(Context context) {
        Optional<HelpDesk.Counter> found = find(context);
        if (found.isEmpty()) {
            return;
        }
        HelpDesk.Counter counter = found.get();
        Fields fields = new Fields(context);
        Draft draft = new Draft(fields.text("complaint"), fields.text("text"), fields.text(SentOnce.FIELD));
        try {
            Access.checkForm(context);
        } catch (ForbiddenResponse stale) {
            // The browser was closed in between and the cookie is gone; or another site sent it. A person sends it once
            // more.
            context.status(HttpStatus.FORBIDDEN);
            show(context, counter, draft, "", new Refusal("help.refused.stale"));
            return;
        }
        try {
            if (!fields.text("leave").isEmpty()) {
                throw new Refusal("help.refused.leave");
            }
            Complaint complaint =
                    Complaint.of(draft.complaint()).orElseThrow(() -> new Refusal("report.refused.complaint"));
            ReportText.check(complaint, draft.text());
            String browser = Access.browser(context);
            long number = once.of(browser, draft.once(), () -> take(context, counter.code(), complaint, draft.text()));
            context.redirect(
                    "/help/" + counter.code() + "?" + Url.pair("sent", sent.keep(browser, number)),
                    HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            if (!refusal.key().equals(LATER)) {
                context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            }
            show(context, counter, draft, "", refusal);
        }
    }

    private long take(Context context, String code, Complaint complaint, String text) {
        Duration wait = reports.attempt(code);
        if (!wait.isZero()) {
            tooMany(context, wait);
            throw later(context, wait);
        }
        return desk.report(code, complaint, text)
                .orElseThrow(() -> new Refusal("help.unknown"))
                .number();
    }
}
