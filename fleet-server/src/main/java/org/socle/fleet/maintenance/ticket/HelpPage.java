package org.socle.fleet.maintenance.ticket;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.account.Permission;
import org.socle.fleet.account.Throttle;
import org.socle.fleet.school.Place;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.OneTime;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
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

    private final HelpDesk desk;
    private final Views views;
    private final Throttle wrong;
    private final Throttle reports;
    private final OneTime<Long> sent;

    public HelpPage(HelpDesk desk, Views views, Clock clock) {
        this.desk = desk;
        this.views = views;
        this.wrong = new Throttle(10, LONGEST_FOR_WRONG, 10_000, clock);
        this.reports = new Throttle(5, LONGEST_FOR_REPORTS, 10_000, clock);
        this.sent = new OneTime<>(clock);
    }

    /**
     * Content of the page.
     *
     * @param code empty when there is none like it, or too many were wrong
     * @param machine name of the machine; empty when it is a place
     * @param choices what can be wrong, and whether that is known already
     * @param others whether something else is known already
     * @param number of the ticket that was just opened or added to; empty when none was
     * @param error why it was refused; empty when it was not
     */
    public record Content(
            String code,
            String machine,
            String where,
            List<Place> calls,
            List<Choice> choices,
            boolean others,
            String text,
            String number,
            String error) {}

    /** One thing that can be wrong. */
    public record Choice(Complaint complaint, boolean chosen, boolean known) {}

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
            show(context, counter.get(), "", "", number, null);
        }
    }

    /** What the code stands for; says so when it is wrong, or too many were. */
    private Optional<HelpDesk.Counter> find(Context context) {
        Duration wait = wrong.attempt(context.ip());
        if (!wait.isZero()) {
            later(context, wait);
            return Optional.empty();
        }
        Optional<HelpDesk.Counter> counter = desk.find(context.pathParam("code"));
        if (counter.isPresent()) {
            wrong.forgive(context.ip());
        } else {
            context.status(HttpStatus.NOT_FOUND);
            plain(context, views.messages(context).text("help.unknown"));
        }
        return counter;
    }

    private void later(Context context, Duration wait) {
        context.status(HttpStatus.TOO_MANY_REQUESTS);
        context.header("Retry-After", Long.toString(wait.toSeconds() + 1));
        plain(
                context,
                views.messages(context).text("help.later", views.format(context).duration(wait.plusSeconds(1))));
    }

    private void plain(Context context, String sentence) {
        Frame frame = views.openForm(
                context,
                views.messages(context)
                        .text("error.prefix", views.messages(context).text("help.title")));
        views.render(
                context, "help.jte", frame, new Content("", "", "", List.of(), List.of(), false, "", "", sentence));
    }

    private void show(
            Context context,
            HelpDesk.Counter counter,
            String chosen,
            String text,
            String number,
            @Nullable Refusal refusal) {
        String title = views.messages(context).text(number.isEmpty() ? "help.title" : "help.thanks");
        if (refusal != null) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            title = views.messages(context).text("error.prefix", title);
        }
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
                                .map(complaint -> new Choice(
                                        complaint,
                                        complaint.word().equals(chosen),
                                        complaint != Complaint.OTHER
                                                && counter.known().stream()
                                                        .anyMatch(ticket -> HelpDesk.isAbout(ticket, complaint))))
                                .toList(),
                        counter.known().stream()
                                .anyMatch(ticket -> Arrays.stream(Complaint.values())
                                        .filter(complaint -> complaint != Complaint.OTHER)
                                        .noneMatch(complaint -> HelpDesk.isAbout(ticket, complaint))),
                        text,
                        number,
                        frame.error(refusal)));
    }

    private void report(Context context) {
        Access.checkForm(context);
        Optional<HelpDesk.Counter> counter = find(context);
        if (counter.isEmpty()) {
            return;
        }
        Fields fields = new Fields(context);
        String chosen = fields.text("complaint");
        String text = fields.text("text");
        try {
            if (!fields.text("leave").isEmpty()) {
                throw new Refusal("help.refused.leave");
            }
            Complaint complaint = Complaint.of(chosen).orElseThrow(() -> new Refusal("report.refused.complaint"));
            ReportText.check(complaint, text);
            Duration wait = reports.attempt(counter.get().code());
            if (!wait.isZero()) {
                later(context, wait);
                return;
            }
            long number = desk.report(counter.get().code(), complaint, text)
                    .orElseThrow(() -> new Refusal("help.unknown"))
                    .number();
            context.redirect(
                    "/help/" + counter.get().code() + "?"
                            + Url.pair("sent", sent.keep(Access.browser(context), number)),
                    HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, counter.get(), chosen, text, "", refusal);
        }
    }
}
