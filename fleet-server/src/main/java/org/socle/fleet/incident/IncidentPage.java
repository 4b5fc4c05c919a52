package org.socle.fleet.incident;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.finding.Finding;
import org.socle.fleet.finding.Findings;
import org.socle.fleet.finding.Words;
import org.socle.fleet.finding.forecast.ForecastText;
import org.socle.fleet.finding.forecast.Forecasts;
import org.socle.fleet.finding.forecast.Limit;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Places;
import org.socle.fleet.ticket.Ticket;
import org.socle.fleet.ticket.TicketWords;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Pager;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Refusal;
import org.socle.fleet.web.Views;

/** What is it, which machines have it, who has taken it on, what happened so far. */
public final class IncidentPage implements Page {
    /** By these somebody has it; a note is no taking on. */
    private static final Set<Event> TAKES =
            EnumSet.of(Event.ACKNOWLEDGED, Event.SUPPRESSED, Event.TICKET, Event.CLOSED);

    private static final int MOST_MACHINES = 40;
    private static final int MOST_LINES = 20;
    private static final int USUAL_REST_DAYS = 7;

    private final Incidents incidents;
    private final Findings findings;
    private final Forecasts forecasts;
    private final Tickets tickets;
    private final TicketWords ticketWords;
    private final Places places;
    private final Views views;
    private final Clock clock;

    public IncidentPage(
            Incidents incidents,
            Findings findings,
            Forecasts forecasts,
            Tickets tickets,
            TicketWords ticketWords,
            Places places,
            Views views,
            Clock clock) {
        this.forecasts = forecasts;
        this.tickets = tickets;
        this.ticketWords = ticketWords;
        this.incidents = incidents;
        this.findings = findings;
        this.places = places;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param title the cause
     * @param sentence its state with a date
     * @param located where it is; null for nowhere
     * @param evidence what gave it away, where that is the same on all of several machines; empty else
     * @param machines those that are seen
     * @param pager to more machines
     * @param forecast when it will be full or worn, of a single machine; empty where that says nothing
     * @param tickets opened from it
     * @param ticketOpen whether one of them has something left to do
     * @param until the day that the form to put it out of sight suggests
     * @param current whether it is not over
     * @param error why a form was refused; empty when none was
     * @param refused which form that was: the last part of its address
     * @param note what was typed
     */
    public record Content(
            String path,
            String title,
            Status severity,
            String sentence,
            String action,
            @Nullable Located located,
            String evidence,
            List<Line> machines,
            Pager pager,
            String forecast,
            List<String> patterns,
            List<TicketWords.Line> tickets,
            boolean ticketOpen,
            List<Happened> log,
            State state,
            String until,
            boolean current,
            String error,
            String refused,
            String note) {}

    /** One machine: what gave it away, and since when or from when to when it had it. */
    public record Line(String href, String name, String detail, String time) {
        private Line plain() {
            return new Line(href, name, "", time);
        }
    }

    /**
     * One line of the history.
     *
     * @param href address of the ticket it speaks of; empty for any other line
     * @param redact its number where its words may be taken out; 0 for any other line
     * @param redacted whether they were
     */
    public record Happened(
            String at, String what, String who, String detail, String href, long redact, boolean redacted) {}

    @Override
    public String path() {
        return "/incidents/{id}";
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path() + "/ticket", Permission.WORK_TICKETS, this::ticket),
                new Form(path() + "/redact", Permission.REDACT_TICKETS, this::redact),
                form("acknowledge", (viewer, incident) -> incidents.acknowledge(viewer, List.of(incident.id()))),
                form("release", (viewer, incident) -> incidents.release(viewer, incident.id())),
                changing(
                        "suppress",
                        (context, incident) ->
                                incidents.suppress(Access.viewer(context), incident.id(), until(context))),
                changing(
                        "close",
                        (context, incident) -> incidents.close(
                                Access.viewer(context), incident.id(), new Fields(context).text("reason"))),
                changing(
                        "note",
                        (context, incident) -> incidents.note(
                                Access.viewer(context), incident.id(), new Fields(context).text("note"))));
    }

    private void ticket(Context context) {
        Incident incident = incident(context);
        try {
            context.redirect(
                    incidents
                            .openTicket(Access.viewer(context), incident.id(), tickets)
                            .href(),
                    HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            show(context, incident, refusal, "ticket");
        }
    }

    private void redact(Context context) {
        Incident incident = incident(context);
        String line = new Fields(context).text("line");
        try {
            incidents.redact(
                    Access.viewer(context), incident.id(), line.matches("\\d{1,18}") ? Long.parseLong(line) : 0);
        } catch (Refusal refusal) {
            show(context, incident, refusal, "redact");
            return;
        }
        context.redirect(incident.path(), HttpStatus.SEE_OTHER);
    }

    private Form form(String act, BiConsumer<Viewer, Incident> change) {
        return changing(act, (context, incident) -> change.accept(Access.viewer(context), incident));
    }

    private Form changing(String act, BiConsumer<Context, Incident> change) {
        return new Form(path() + "/" + act, Permission.WORK_TICKETS, context -> {
            Incident incident = incident(context);
            try {
                change.accept(context, incident);
            } catch (Refusal refusal) {
                show(context, incident, refusal, act);
                return;
            }
            context.redirect(incident.path(), HttpStatus.SEE_OTHER);
        });
    }

    /** The beginning of a day. */
    private Instant until(Context context) {
        try {
            return LocalDate.parse(new Fields(context).text("until"))
                    .atStartOfDay(views.format(context).zone())
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw new Refusal("incident.refused.until");
        }
    }

    @Override
    public void show(Context context) {
        show(context, incident(context), null, "");
    }

    private Incident incident(Context context) {
        String id = context.pathParam("id");
        return Optional.of(id)
                .filter(text -> text.matches("\\d{1,18}"))
                .flatMap(text -> incidents.find(Access.viewer(context).scope(), Long.parseLong(text)))
                .orElseThrow(() -> new NotFoundResponse("there is no incident '" + id + "'"));
    }

    private void show(Context context, Incident incident, @Nullable Refusal refusal, String refused) {
        Scope scope = Access.viewer(context).scope();
        String title = Words.title(incident.cause(), views.messages(context));
        Frame frame = views.named(context, title, refusal);
        int page = new Query(context).number("page", 1, 1, Pager.MOST);
        List<Member> members = incidents.members(scope, incident.id(), (page - 1) * MOST_MACHINES, MOST_MACHINES + 1);
        List<Member> shown = members.subList(0, Math.min(MOST_MACHINES, members.size()));
        List<Line> lines = lines(scope, incident, shown, frame);
        String evidence = evidence(lines);
        List<LogLine> log = incidents.log(scope, incident, MOST_LINES);
        List<Ticket> opened = tickets.ofIncident(scope, incident.id());
        Fields fields = new Fields(context);
        views.render(
                context,
                "incident.jte",
                frame,
                new Content(
                        incident.path(),
                        title,
                        incident.severity(),
                        sentence(incident, log, frame),
                        Words.action(incident.cause(), frame.messages()),
                        places.located(scope, incidents.place(scope, incident)).orElse(null),
                        evidence,
                        evidence.isEmpty()
                                ? lines
                                : lines.stream().map(Line::plain).toList(),
                        Pager.of(incident.path() + "?", page, members.size() > MOST_MACHINES),
                        forecast(scope, incident, shown, frame),
                        patterns(scope, shown, frame),
                        ticketWords.lines(scope, opened, frame),
                        opened.stream().anyMatch(ticket -> ticket.state().open()),
                        log.stream().map(line -> happened(line, frame)).toList(),
                        incident.state(),
                        LocalDate.ofInstant(clock.instant(), frame.format().zone())
                                .plusDays(USUAL_REST_DAYS)
                                .toString(),
                        incident.state() != State.RESOLVED,
                        frame.error(refusal),
                        refused,
                        refusal == null ? "" : fields.text("note") + fields.text("reason")));
    }

    private static String sentence(Incident incident, List<LogLine> log, Frame frame) {
        Instant until = incident.until();
        String who = log.stream()
                .filter(line -> TAKES.contains(line.event()))
                .map(LogLine::who)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        return frame.text(
                "incident.state." + incident.state().word(),
                frame.format().since(incident.state() == State.OPEN ? incident.opened() : incident.changed()),
                until == null ? "" : frame.format().dateTime(until),
                who);
    }

    private List<Line> lines(Scope scope, Incident incident, List<Member> members, Frame frame) {
        Map<Long, List<Finding>> found = findings.of(
                scope,
                incident.cause(),
                members.stream().map(Member::machine).distinct().toList());
        return members.stream()
                .map(member -> line(member, found.getOrDefault(member.machine(), List.of()), frame))
                .toList();
    }

    /** "Portal in between: yes" twenty-eight times says no more than once. */
    private static String evidence(List<Line> lines) {
        return lines.size() > 1 && lines.stream().map(Line::detail).distinct().count() == 1
                ? lines.get(0).detail()
                : "";
    }

    private static Line line(Member member, List<Finding> found, Frame frame) {
        String detail = found.stream()
                .filter(finding -> finding.instance() == member.instance())
                .findFirst()
                .map(finding -> Words.evidence(finding, frame.messages(), frame.format()))
                .orElse("");
        Instant gone = member.gone();
        return new Line(
                MachinePath.of(member.device()),
                member.name(),
                detail,
                gone == null
                        ? frame.format().since(member.since())
                        : frame.text(
                                "incident.span",
                                frame.format().dateTime(member.since()),
                                frame.format().dateTime(gone)));
    }

    /** The date of exhaustion, where the incident is about something that is used up. */
    private String forecast(Scope scope, Incident incident, List<Member> members, Frame frame) {
        if (incident.machine() == null || members.isEmpty() || incident.state() == State.RESOLVED) {
            return "";
        }
        Member member = members.get(0);
        return findings.of(scope, member.machine()).stream()
                .filter(standing -> standing.finding().rule().equals(incident.cause())
                        && standing.finding().instance() == member.instance())
                .findFirst()
                .flatMap(standing -> Limit.of(standing.finding().evidence()))
                .map(limit -> ForecastText.of(
                                limit, forecasts.of(scope, member.machine(), limit, member.instance()), frame)
                        .sentence())
                .orElse("");
    }

    private List<String> patterns(Scope scope, List<Member> members, Frame frame) {
        List<String> parts = members.stream()
                .map(Member::part)
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.isEmpty()
                ? List.of()
                : incidents.patterns(scope).stream()
                        .filter(pattern -> parts.contains(pattern.part()))
                        .map(pattern ->
                                frame.text("incident.pattern", pattern.part(), pattern.machines(), pattern.schools()))
                        .toList();
    }

    private static Happened happened(LogLine line, Frame frame) {
        String detail = line.event() == Event.SUPPRESSED
                ? frame.text("incident.until", frame.format().dateTime(Instant.parse(line.detail())))
                : line.detail();
        return new Happened(
                frame.format().dateTime(line.at()),
                frame.text("incident.event." + line.event().word()),
                line.who(),
                detail,
                line.event() == Event.TICKET ? Ticket.href(line.detail()) : "",
                line.words() && frame.may(Permission.REDACT_TICKETS) ? line.id() : 0,
                line.redacted());
    }
}
