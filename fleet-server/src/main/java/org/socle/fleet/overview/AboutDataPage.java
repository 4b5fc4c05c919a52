package org.socle.fleet.overview;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Reporting;
import org.socle.contract.catalogue.Resource;
import org.socle.fleet.access.Permission;
import org.socle.fleet.reading.Retention;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** What is transmitted, and what never is: the catalogue, in words. Open to everybody. */
public final class AboutDataPage implements Page {
    private final int textYears;
    private final Views views;

    /**
     * @param textYears how long texts of tickets are kept after they are done with
     */
    public AboutDataPage(int textYears, Views views) {
        this.textYears = textYears;
        this.views = views;
    }

    /**
     * Content of the page.
     *
     * @param readings how many there are
     * @param packDays how long packs are kept
     * @param hourDays how long hourly roll-ups are kept
     * @param textYears how long texts of tickets are, after they are done with
     */
    public record Content(List<Section> sections, int readings, long packDays, long hourDays, int textYears) {}

    /** One object family. */
    public record Section(String title, List<Purpose> purposes) {}

    /** What readings are for, and which. */
    public record Purpose(String purpose, String readings) {}

    @Override
    public String path() {
        return "/about/data";
    }

    @Override
    public Permission needs() {
        return Permission.ANYBODY;
    }

    @Override
    public void show(Context context) {
        Frame frame = views.frame(context, views.messages(context).text("data.title"));
        List<Section> sections = Catalogue.families().entrySet().stream()
                .map(family -> new Section(
                        family.getKey().label().in(frame.messages().locale()), purposes(family.getValue(), frame)))
                .toList();
        views.render(
                context,
                "about-data.jte",
                frame,
                new Content(
                        sections,
                        Catalogue.resources().size(),
                        Retention.PACKS.toDays(),
                        Retention.HOURS.toDays(),
                        textYears));
    }

    private static List<Purpose> purposes(List<Resource> resources, Frame frame) {
        Map<String, List<String>> byPurpose = new LinkedHashMap<>();
        for (Resource resource : resources) {
            byPurpose
                    .computeIfAbsent(
                            resource.definition().purpose().in(frame.messages().locale()), purpose -> new ArrayList<>())
                    .add(describe(resource, frame));
        }
        return byPurpose.entrySet().stream()
                .map(entry -> new Purpose(
                        entry.getKey(),
                        entry.getValue().stream().collect(Collectors.joining(frame.text("list.semicolon")))))
                .toList();
    }

    /** A reading's name with its key and when it is sent: "Processor load (processor.load, from a change of 10 %)". */
    private static String describe(Resource resource, Frame frame) {
        return frame.text(
                "data.reading",
                resource.label().in(frame.messages().locale()),
                resource.key(),
                rhythm(resource, frame));
    }

    private static String rhythm(Resource resource, Frame frame) {
        Reporting reporting = resource.definition().reporting();
        if (reporting instanceof Reporting.Deadband deadband) {
            return frame.text("data.deadband", frame.format().number(deadband.width(), resource.unit()));
        }
        if (reporting instanceof Reporting.SnapshotOnly) {
            return frame.text("data.snapshot");
        }
        return frame.text("data.change");
    }
}
