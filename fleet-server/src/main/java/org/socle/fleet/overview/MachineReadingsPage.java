package org.socle.fleet.overview;

import io.javalin.http.Context;
import java.util.Optional;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Family;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.reading.Group;
import org.socle.fleet.reading.Readings;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Query;
import org.socle.fleet.web.Views;

/** All readings of one family: what the machine's page leaves out where a machine has many disks or sensors. */
public final class MachineReadingsPage implements Page {
    /** More disks or sensors than this no machine of a school has. */
    private static final int MOST_INSTANCES = 100;

    private final Machines machines;
    private final Readings readings;
    private final Views views;

    public MachineReadingsPage(Machines machines, Readings readings, Views views) {
        this.machines = machines;
        this.readings = readings;
        this.views = views;
    }

    /** Content of the page. */
    public record Content(String path, String machine, Group group) {}

    @Override
    public String path() {
        return "/machines/{id}/readings";
    }

    @Override
    public void show(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        Family family = new Query(context)
                .word("family", MachineReadingsPage::family, names())
                .orElse(Group.order().get(0));
        String path = MachinePath.of(machine.deviceId());
        Frame frame = views.frame(
                context, family.label().in(views.messages(context).locale()) + " · " + machine.displayName());
        Group group = Group.full(
                readings.latest(Access.viewer(context).scope(), machine.id()), family, MOST_INSTANCES, path, frame);
        views.render(context, "readings.jte", frame, new Content(path, machine.displayName(), group));
    }

    private static Optional<Family> family(String name) {
        return Catalogue.families().keySet().stream()
                .filter(family -> family.name().equals(name))
                .findFirst();
    }

    private static String[] names() {
        return Catalogue.families().keySet().stream().map(Family::name).toArray(String[]::new);
    }
}
