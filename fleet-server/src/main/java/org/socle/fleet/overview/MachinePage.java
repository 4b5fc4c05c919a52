package org.socle.fleet.overview;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Memory;
import org.socle.contract.catalogue.Power;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Temperature;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.audit.Audit;
import org.socle.fleet.audit.AuditLine;
import org.socle.fleet.connectivity.SpeedTests;
import org.socle.fleet.energy.bill.BillText;
import org.socle.fleet.energy.bill.MonthLine;
import org.socle.fleet.energy.use.EnergyAccounts;
import org.socle.fleet.finding.Findings;
import org.socle.fleet.finding.Standing;
import org.socle.fleet.finding.Words;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.machine.Status;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Places;
import org.socle.fleet.reading.Group;
import org.socle.fleet.reading.Range;
import org.socle.fleet.reading.Reading;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Snapshot;
import org.socle.fleet.ticket.TicketFilter;
import org.socle.fleet.ticket.TicketWords;
import org.socle.fleet.ticket.Tickets;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** Is this machine healthy, what does it read: its sentence, its figures, its readings by group, its identity. */
public final class MachinePage implements Page {
    private static final int MOST_INSTANCES = 4;
    private static final int CHART_ROW_HOURS = 3;
    private static final int EVENTS = 5;
    private static final int TICKETS = 4;

    private final Machines machines;
    private final Findings findings;
    private final Readings readings;
    private final HistoryCharts charts;
    private final Places places;
    private final Audit audit;
    private final SpeedTests speed;
    private final Tickets tickets;
    private final EnergyAccounts energy;
    private final Views views;
    private final Clock clock;

    public MachinePage(
            Machines machines,
            Findings findings,
            Readings readings,
            Places places,
            Audit audit,
            SpeedTests speed,
            Tickets tickets,
            EnergyAccounts energy,
            Views views,
            Clock clock) {
        this.machines = machines;
        this.findings = findings;
        this.readings = readings;
        this.places = places;
        this.audit = audit;
        this.speed = speed;
        this.tickets = tickets;
        this.energy = energy;
        this.charts = new HistoryCharts(readings, clock);
        this.views = views;
        this.clock = clock;
    }

    /**
     * Content of the page.
     *
     * @param located where it is; null when nobody has put it anywhere
     * @param sentence the status with its reason
     * @param age how long ago the machine was last heard of
     * @param heard the same as a date
     * @param advice what to do about the worst finding; empty when there is none
     * @param beside groups that are not shown here, each with its page
     * @param events what was done to it, newest first; empty also for who may not read the audit log
     * @param tickets its newest ones
     * @param revoked since when its access is taken away; empty when it is not
     * @param keptOut since when it is kept out for now; empty when it is not
     * @param cloneOf address of the machine whose disk it has; empty for most
     */
    public record Content(
            String path,
            String name,
            String kind,
            @Nullable Located located,
            Status status,
            String sentence,
            String age,
            Instant heard,
            String advice,
            List<Trouble> troubles,
            List<Figure> figures,
            @Nullable HistoryChart chart,
            List<Group> groups,
            List<Link> beside,
            List<AuditLine> events,
            List<Link> tickets,
            String revoked,
            String keptOut,
            String cloneOf) {}

    /** A page with more. */
    public record Link(String label, String href) {}

    /**
     * What one rule found: its worst finding.
     *
     * @param others that it found the same elsewhere on the machine; empty where it did not
     */
    public record Trouble(Status status, String title, String detail, String since, String href, String others) {}

    /** One figure with its trend over a day; the trend's path is empty when nothing is known. */
    public record Figure(String label, String value, String href, String trend) {}

    @Override
    public String path() {
        return "/machines/{id}";
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path() + "/speed", Permission.COMMAND_MACHINES, this::test));
    }

    private void test(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        speed.ask(Access.viewer(context), machine.deviceId());
        context.redirect(MachinePath.of(machine.deviceId()), HttpStatus.SEE_OTHER);
    }

    @Override
    public void show(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        Viewer viewer = Access.viewer(context);
        Scope scope = viewer.scope();
        String path = MachinePath.of(machine.deviceId());
        Frame frame = views.frame(context, machine.displayName(), path + "/live");
        Snapshot snapshot = readings.latest(scope, machine.id());
        List<Standing> standing = findings.of(scope, machine.id());
        Instant now = clock.instant();
        views.render(
                context,
                "machine.jte",
                frame,
                new Content(
                        path,
                        machine.displayName(),
                        machine.kind(),
                        places.located(scope, machine.place()).orElse(null),
                        machine.status(now),
                        MachineSentence.of(machine, standing, now, frame),
                        frame.format().ago(machine.lastSeen()),
                        machine.lastSeen(),
                        standing.isEmpty()
                                ? ""
                                : Words.action(standing.get(0).finding().rule(), frame.messages()),
                        troubles(standing, snapshot, path, frame),
                        figures(scope, machine, snapshot, path, frame),
                        chart(scope, machine, frame),
                        groups(snapshot, path, frame),
                        beside(snapshot, path, frame),
                        viewer.may(Permission.READ_AUDIT)
                                ? AuditLine.of(audit.ofMachine(scope, machine.id(), EVENTS), frame)
                                : List.of(),
                        tickets(scope, machine, frame),
                        Optional.ofNullable(machine.revoked())
                                .map(frame.format()::dateTime)
                                .orElse(""),
                        Optional.ofNullable(machine.keptOut())
                                .map(frame.format()::dateTime)
                                .orElse(""),
                        Optional.ofNullable(machine.cloneOf())
                                .flatMap(original -> machines.find(scope, original))
                                .map(original -> MachinePath.of(original.deviceId()))
                                .orElse("")));
    }

    private List<Link> tickets(Scope scope, Machine machine, Frame frame) {
        return tickets.list(scope, TicketFilter.ofMachine(machine.id()), 1, TICKETS).stream()
                .map(ticket -> new Link(
                        frame.text(
                                "ticket.short",
                                Long.toString(ticket.number()),
                                TicketWords.about(ticket, frame.messages()),
                                frame.text("ticket.state." + ticket.state().word())),
                        ticket.href()))
                .toList();
    }

    /** One line for each rule: three hot sensors are one trouble. */
    private static List<Trouble> troubles(List<Standing> standing, Snapshot snapshot, String path, Frame frame) {
        return standing.stream()
                .collect(Collectors.groupingBy(
                        one -> one.finding().rule(), LinkedHashMap::new, Collectors.<Standing>toList()))
                .values()
                .stream()
                .map(same -> trouble(same.get(0), same.size() - 1, snapshot, path, frame))
                .toList();
    }

    private static Trouble trouble(Standing standing, int others, Snapshot snapshot, String path, Frame frame) {
        var finding = standing.finding();
        String href = finding.evidence().numeric()
                ? snapshot.reading(finding.evidence(), finding.instance())
                        .map(reading -> Group.historyPath(path, reading))
                        .orElse("")
                : "";
        return new Trouble(
                finding.severity(),
                Words.title(finding.rule(), frame.messages()),
                Words.evidence(finding, frame.messages(), frame.format()),
                frame.format().since(standing.since()),
                href,
                others == 0 ? "" : frame.text("today.more", others));
    }

    /** In place of the power of this minute, which is among the readings below, what it adds up to, once that is known. */
    private List<Figure> figures(Scope scope, Machine machine, Snapshot snapshot, String path, Frame frame) {
        LocalDate month =
                LocalDate.ofInstant(clock.instant(), frame.format().zone()).withDayOfMonth(1);
        Optional<Figure> consumed = MonthLine.of(energy.months(scope, machine, month, month.plusMonths(1)), frame)
                .map(line -> new Figure(
                        line.label(),
                        line.value(),
                        "/energy?" + Url.pair("machine", machine.deviceId().toString()) + BillText.ENERGY,
                        ""));
        return Stream.concat(readings(scope, machine, snapshot, consumed.isEmpty(), path, frame), consumed.stream())
                .toList();
    }

    private Stream<Figure> readings(
            Scope scope, Machine machine, Snapshot snapshot, boolean power, String path, Frame frame) {
        return Stream.of(
                        snapshot.reading(Processor.LOAD, 0),
                        snapshot.reading(Memory.USED, 0),
                        highest(snapshot, FileSystem.FILL),
                        highest(snapshot, Temperature.VALUE),
                        power ? machinePower(snapshot) : Optional.<Reading>empty(),
                        snapshot.reading(org.socle.contract.catalogue.Link.ROUND_TRIP, 0))
                .flatMap(Optional::stream)
                .map(reading -> new Figure(
                        label(reading, snapshot, frame),
                        frame.format().value(reading.resource(), reading.value()),
                        Group.historyPath(path, reading),
                        charts.trend(scope, machine, reading)));
    }

    private static String label(Reading reading, Snapshot snapshot, Frame frame) {
        String label = reading.resource().label().in(frame.messages().locale());
        String name = Group.instanceName(snapshot, reading.resource().family(), reading.instance(), frame);
        return name.isEmpty() ? label : frame.text("finding.place", label, name);
    }

    /** Of the whole machine, not of a part of it. */
    private static Optional<Reading> machinePower(Snapshot snapshot) {
        return snapshot.instances(Power.VALUE.family()).stream()
                .filter(instance ->
                        snapshot.instanceName(Power.VALUE.family(), instance).equals("machine"))
                .flatMap(instance -> snapshot.reading(Power.VALUE, instance).stream())
                .findFirst();
    }

    private static List<Link> beside(Snapshot snapshot, String path, Frame frame) {
        return Group.order().stream()
                .filter(family ->
                        !Group.inShort(family) && !snapshot.instances(family).isEmpty())
                .map(family -> new Link(
                        family.label().in(frame.messages().locale()),
                        path + "/readings?" + Url.pair("family", family.name())))
                .toList();
    }

    /** The fullest volume, the hottest sensor. */
    private static Optional<Reading> highest(Snapshot snapshot, Resource resource) {
        return snapshot.instances(resource.family()).stream()
                .flatMap(instance -> snapshot.reading(resource, instance).stream())
                .max(Comparator.comparingDouble(reading -> {
                    OptionalDouble value = snapshot.number(resource, reading.instance());
                    return value.orElse(Double.NEGATIVE_INFINITY);
                }));
    }

    private @Nullable HistoryChart chart(Scope scope, Machine machine, Frame frame) {
        return charts.chart(
                        new HistoryCharts.Subject(scope, machine, Processor.LOAD, 0, "", CHART_ROW_HOURS),
                        Range.DAY,
                        frame)
                .orElse(null);
    }

    private static List<Group> groups(Snapshot snapshot, String path, Frame frame) {
        return Group.order().stream()
                .filter(Group::inShort)
                .map(family -> Group.summary(snapshot, family, MOST_INSTANCES, path, frame))
                .filter(group -> !group.isEmpty())
                .toList();
    }
}
