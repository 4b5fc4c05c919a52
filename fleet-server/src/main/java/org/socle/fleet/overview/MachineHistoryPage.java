package org.socle.fleet.overview;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Use;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.finding.forecast.ForecastText;
import org.socle.fleet.finding.forecast.Forecasts;
import org.socle.fleet.finding.forecast.Limit;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.reading.Group;
import org.socle.fleet.reading.Range;
import org.socle.fleet.reading.ReadingKey;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.reading.Step;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Url;
import org.socle.fleet.web.Views;

/** One reading of one machine over a day, a week, a month or a year. */
public final class MachineHistoryPage implements Page {
    private final Machines machines;
    private final Readings readings;
    private final HistoryCharts charts;
    private final Forecasts forecasts;
    private final Views views;

    public MachineHistoryPage(Machines machines, Readings readings, Forecasts forecasts, Views views, Clock clock) {
        this.machines = machines;
        this.readings = readings;
        this.charts = new HistoryCharts(readings, clock);
        this.forecasts = forecasts;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param forecast null where nothing wears out or fills up
     * @param chart null when nothing is known of the time
     */
    public record Content(
            String path,
            String machine,
            String title,
            String purpose,
            List<MachinesPage.Choice> ranges,
            @Nullable ForecastText forecast,
            @Nullable HistoryChart chart) {}

    @Override
    public String path() {
        return "/machines/{id}/history";
    }

    @Override
    public void show(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        Scope scope = Access.viewer(context).scope();
        Query query = new Query(context);
        Resource resource = ReadingKey.of(query);
        int instance = ReadingKey.instance(query);
        List<Range> ranges = ranges(Access.viewer(context), resource);
        Range range = query.word(
                        "range",
                        word -> Range.of(word).filter(ranges::contains),
                        ranges.stream().map(Range::word).toArray(String[]::new))
                .orElse(ranges.get(0));
        String path = MachinePath.of(machine.deviceId());
        String label = resource.label().in(views.messages(context).locale());
        Frame frame = views.frame(context, label + " · " + machine.displayName());
        String name = Group.instanceName(readings.latest(scope, machine.id()), resource.family(), instance, frame);
        String here = path + "/history?" + Url.pair("key", resource.key()) + "&instance=" + instance + "&range=";
        views.render(
                context,
                "history.jte",
                frame,
                new Content(
                        path,
                        machine.displayName(),
                        name.isEmpty() ? label : frame.text("finding.place", label, name),
                        resource.definition().purpose().in(frame.messages().locale()),
                        ranges.stream()
                                .map(each -> new MachinesPage.Choice(
                                        here + each.word(), frame.text("range." + each.word()), each == range))
                                .toList(),
                        Limit.of(resource)
                                .map(limit -> ForecastText.of(
                                        limit, forecasts.of(scope, machine.id(), limit, instance), frame))
                                .orElse(null),
                        charts.chart(
                                        new HistoryCharts.Subject(scope, machine, resource, instance, name, 1),
                                        range,
                                        frame)
                                .orElse(null)));
    }

    /** When a machine was in use is told by the day, but to those who look after it. */
    private static List<Range> ranges(Viewer viewer, Resource resource) {
        return Arrays.stream(Range.values())
                .filter(range -> range.step() == Step.DAY
                        || viewer.may(Permission.SEE_USE)
                        || !resource.family().equals(Use.ON.family()))
                .toList();
    }
}
