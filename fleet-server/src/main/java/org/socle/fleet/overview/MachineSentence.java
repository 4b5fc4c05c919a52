package org.socle.fleet.overview;

import java.time.Instant;
import java.util.List;
import org.socle.contract.DeviceState.Presence;
import org.socle.fleet.finding.Standing;
import org.socle.fleet.finding.Words;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.Status;
import org.socle.fleet.web.Frame;

/** A machine's status in one sentence, with its reason and since when. */
final class MachineSentence {
    private MachineSentence() {}

    /** The sentence for what holds now, worst finding first. */
    static String of(Machine machine, List<Standing> standing, Instant now, Frame frame) {
        Status status = machine.status(now);
        String since = frame.format().since(machine.since(now));
        if (machine.revoked() != null) {
            return frame.text("machine.sentence.revoked");
        }
        if (status == Status.SILENT && !machine.heard()) {
            return frame.text("machine.sentence.new", since);
        }
        if (status == Status.OFF && machine.presence() == Presence.LOST) {
            return frame.text("machine.sentence.cut", since);
        }
        if (standing.isEmpty() || status == Status.OFF || status == Status.SILENT || status == Status.OK) {
            return frame.text("machine.sentence." + status.word(), since);
        }
        Standing worst = standing.get(0);
        return frame.text(
                standing.size() == 1 ? "machine.sentence.one" : "machine.sentence.more",
                Words.title(worst.finding().rule(), frame.messages()),
                Words.evidence(worst.finding(), frame.messages(), frame.format()),
                frame.format().since(worst.since()),
                standing.size() - 1);
    }
}
