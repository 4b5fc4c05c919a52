package org.socle.fleet.enrolment;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Views;

/** Shall this machine lose its access: asks once more, then takes it away. */
public final class RevokePage implements Page {
    private final Machines machines;
    private final Enrolment enrolment;
    private final Views views;

    public RevokePage(Machines machines, Enrolment enrolment, Views views) {
        this.machines = machines;
        this.enrolment = enrolment;
        this.views = views;
    }

    /** Content of the page. */
    public record Content(String path, String machine) {}

    @Override
    public String path() {
        return "/machines/{id}/revoke";
    }

    @Override
    public Permission needs() {
        return Permission.ENROL;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), Permission.ENROL, this::revoke));
    }

    @Override
    public void show(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        Frame frame =
                views.frame(context, views.messages(context).text("revoke.title") + " · " + machine.displayName());
        views.render(
                context, "revoke.jte", frame, new Content(MachinePath.of(machine.deviceId()), machine.displayName()));
    }

    private void revoke(Context context) {
        Machine machine = MachinePath.machine(context, machines);
        Viewer viewer = Access.viewer(context);
        enrolment.revoke(viewer.scope(), viewer.who(), machine.deviceId());
        context.redirect(MachinePath.of(machine.deviceId()), HttpStatus.SEE_OTHER);
    }
}
