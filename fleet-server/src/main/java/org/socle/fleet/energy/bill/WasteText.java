package org.socle.fleet.energy.bill;

import org.jspecify.annotations.Nullable;
import org.socle.fleet.energy.waste.Waste;
import org.socle.fleet.energy.waste.WasteHeap;
import org.socle.fleet.energy.waste.Years;
import org.socle.fleet.web.Frame;

/**
 * A waste as people read it.
 *
 * @param who machine by name, or how many machines
 * @param what it is, with the figure that gave it away; the mean of several machines
 * @param action that ends it
 */
public record WasteText(String who, String what, String action) {

    public static WasteText of(WasteHeap heap, Frame frame) {
        Waste waste = heap.worst().waste();
        int machines = heap.machines();
        String key = "waste." + waste.kind().word();
        return new WasteText(
                machines > 1
                        ? frame.text("today.machines", machines)
                        : heap.worst().name(),
                frame.text(key, frame.format().plain(waste.measure(), 1), machines)
                        + (machines > 1 ? frame.text("energy.waste.average") : ""),
                frame.text(key + ".action", machines) + carbon(waste.carbon(), frame));
    }

    /** Behind the advice to replace: when that has paid off in carbon. */
    private static String carbon(@Nullable Years years, Frame frame) {
        return years == null
                ? ""
                : " "
                        + frame.text(
                                "waste.carbon",
                                frame.format().plain(years.low(), 1),
                                frame.format().plain(years.high(), 0));
    }
}
