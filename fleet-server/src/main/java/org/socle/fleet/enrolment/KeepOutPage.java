package org.socle.fleet.enrolment;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.UUID;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Scope;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.access.Who;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** Keeps a machine that floods the server out for now, and lets it in again. */
public final class KeepOutPage implements Page {
    private final Machines machines;
    private final KeepOut keepOut;
    private final Views views;

    public KeepOutPage(Machines machines, KeepOut keepOut, Views views) {
        this.machines = machines;
        this.keepOut = keepOut;
        this.views = views;
    }

    /** Content of the page. */
    public record Content(String path, String machine, boolean out) {}

    private interface Change {
        boolean made(Scope scope, Who who, UUID device);
    }

    @Override
    public String path() {
        return "/machines/{id}/keep-out";
    }

    @Override
    public Permission needs() {
        return Permission.ENROL;
    }

    @Override
    public List<Form> forms() {
        return List.of(
                new Form(path(), Permission.ENROL, context -> change(context, keepOut::keepOut)),
                new Form("/machines/{id}/let-in", Permission.ENROL, context -> change(context, keepOut::letIn)));
    }

    @Override
    public void show(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        Frame frame =
                views.frame(context, views.messages(context).text("keepout.title") + " · " + machine.displayName());
        views.render(
                context,
                "keepout.jte",
                frame,
                new Content(MachinePath.of(machine.deviceId()), machine.displayName(), machine.keptOut() != null));
    }

    private void change(Context context, Change change) {
        Machine machine = MachinePath.machine(context, machines);
        Viewer viewer = Access.viewer(context);
        change.made(viewer.scope(), viewer.who(), machine.deviceId());
        context.redirect(MachinePath.of(machine.deviceId()), HttpStatus.SEE_OTHER);
    }
}
