package org.socle.fleet.maintenance;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.socle.fleet.device.Filter;
import org.socle.fleet.device.Machine;
import org.socle.fleet.device.MachinePath;
import org.socle.fleet.device.Machines;
import org.socle.fleet.device.Search;
import org.socle.fleet.device.Sort;
import org.socle.fleet.device.Status;
import org.socle.fleet.scope.Scope;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** What now, in what order: the fleet in one sentence, every cause with its machines, who is silent. */
public final class TodayPage implements Page {
    private static final int EXAMPLES = 5;
    private static final int MOST_CAUSES = 12;
    private static final int MOST_SILENT = 10;

    private final Machines machines;
    private final Findings findings;
    private final Views views;

    public TodayPage(Machines machines, Findings findings, Views views) {
        this.machines = machines;
        this.findings = findings;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param status the worst there is, for the colour of the sentence
     * @param sentence the fleet in one sentence
     * @param machines of the whole fleet
     */
    public record Content(
            Status status,
            String sentence,
            int machines,
            List<Count> counts,
            List<Trouble> troubles,
            List<Trouble.Line> silent,
            int moreSilent) {}

    /** How many machines have a status. */
    public record Count(Status status, int machines) {}

    @Override
    public String path() {
        return "/today";
    }

    @Override
    public String menu() {
        return "menu.today";
    }

    @Override
    public void show(Context context) {
        Frame frame = views.frame(context, views.messages(context).text("today.title"));
        Scope scope = Access.viewer(context).scope();
        Map<Status, Integer> counts = machines.counts(scope);
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<Trouble> troubles = findings.causes(scope, EXAMPLES).stream()
                .limit(MOST_CAUSES)
                .map(cause -> Trouble.of(cause, "/machines?", frame))
                .toList();
        List<Machine> silent = machines.search(
                        scope, new Search(new Filter("", Status.SILENT, ""), Sort.SEEN, 1, MOST_SILENT))
                .machines();
        views.render(
                context,
                "today.jte",
                frame,
                new Content(
                        worst(counts),
                        sentence(counts, total, frame),
                        total,
                        Arrays.stream(Status.values())
                                .map(status -> new Count(status, count(counts, status)))
                                .filter(count -> count.machines() > 0)
                                .toList(),
                        troubles,
                        silent.stream().map(machine -> silent(machine, frame)).toList(),
                        count(counts, Status.SILENT) - silent.size()));
    }

    private static Trouble.Line silent(Machine machine, Frame frame) {
        return new Trouble.Line(
                MachinePath.of(machine.deviceId()),
                machine.displayName(),
                "",
                frame.format().since(machine.lastSeen()));
    }

    private static int count(Map<Status, Integer> counts, Status status) {
        return counts.getOrDefault(status, 0);
    }

    private static Status worst(Map<Status, Integer> counts) {
        return Stream.of(Status.DOWN, Status.SILENT, Status.WATCH)
                .filter(status -> count(counts, status) > 0)
                .findFirst()
                .orElse(Status.OK);
    }

    private static String sentence(Map<Status, Integer> counts, int total, Frame frame) {
        String troubled = Stream.of(Status.DOWN, Status.SILENT, Status.WATCH)
                .filter(status -> count(counts, status) > 0)
                .map(status -> frame.text("today.sentence." + status.word(), count(counts, status)))
                .collect(Collectors.joining(frame.text("list.comma")));
        return troubled.isEmpty()
                ? frame.text("today.sentence.ok", total)
                : frame.text("today.sentence", troubled, total);
    }
}
