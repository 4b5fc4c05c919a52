package org.socle.fleet.web;

import java.time.Clock;
import java.util.List;
import org.socle.fleet.device.MachineHistoryPage;
import org.socle.fleet.device.MachinePage;
import org.socle.fleet.device.MachineReadingsPage;
import org.socle.fleet.device.Machines;
import org.socle.fleet.device.MachinesPage;
import org.socle.fleet.maintenance.Findings;
import org.socle.fleet.maintenance.TodayPage;
import org.socle.fleet.reading.Readings;

/** The list of pages; those with a word for the menu are the menu. */
final class Pages {
    private Pages() {}

    static List<Page> all(Machines machines, Findings findings, Readings readings, Views views, Clock clock) {
        return List.of(
                new TodayPage(machines, findings, views),
                new MachinesPage(machines, readings, views, clock),
                new MachinePage(machines, findings, readings, views, clock),
                new MachineReadingsPage(machines, readings, views),
                new MachineHistoryPage(machines, readings, views, clock),
                new AboutDataPage(views));
    }
}
