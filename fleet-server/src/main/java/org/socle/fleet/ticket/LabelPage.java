package org.socle.fleet.ticket;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.socle.fleet.access.Permission;
import org.socle.fleet.access.Viewer;
import org.socle.fleet.machine.Machine;
import org.socle.fleet.machine.MachinePath;
import org.socle.fleet.machine.Machines;
import org.socle.fleet.place.Located;
import org.socle.fleet.place.Place;
import org.socle.fleet.place.PlacePath;
import org.socle.fleet.place.Places;
import org.socle.fleet.web.Access;
import org.socle.fleet.web.Fields;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Page;
import org.socle.fleet.web.Qr;
import org.socle.fleet.web.Views;

/** A label to print, stick on a machine or hang up in a room, with the code that leads to the help page. */
public final class LabelPage implements Page {

    /** What can have a label. */
    private enum Kind {
        MACHINE("/machines/{id}"),
        ROOM("/rooms/{id}"),
        SCHOOL("/schools/{uai}");

        private final String path;

        Kind(String path) {
            this.path = path;
        }
    }

    private final Kind kind;
    private final HelpCodes codes;
    private final Machines machines;
    private final Places places;
    private final Views views;
    private final String url;

    private LabelPage(Kind kind, HelpCodes codes, Machines machines, Places places, Views views, String url) {
        this.kind = kind;
        this.codes = codes;
        this.machines = machines;
        this.places = places;
        this.views = views;
        this.url = url;
    }

    /**
     * The pages for machines, rooms and schools.
     *
     * @param url where people reach the pages
     */
    public static List<Page> all(HelpCodes codes, Machines machines, Places places, Views views, String url) {
        return List.of(
                new LabelPage(Kind.MACHINE, codes, machines, places, views, url),
                new LabelPage(Kind.ROOM, codes, machines, places, views, url),
                new LabelPage(Kind.SCHOOL, codes, machines, places, views, url));
    }

    /**
     * Content of the page.
     *
     * @param path of the machine, room or school
     * @param where what that is in; empty when it is nowhere, or a school
     * @param code for people; empty when it has none
     * @param address that the code leads to, without what browsers add by themselves
     * @param qr the whole of it; null when there is no code
     */
    public record Content(
            String path,
            String name,
            String where,
            String code,
            String address,
            @Nullable Qr qr) {}

    /** What the label is for. */
    private record Target(
            String path,
            String name,
            String where,
            @Nullable Long machine,
            @Nullable Long place) {}

    @Override
    public String path() {
        return kind.path + "/label";
    }

    @Override
    public Permission needs() {
        return Permission.REPORT;
    }

    @Override
    public List<Form> forms() {
        return List.of(new Form(path(), Permission.REPORT, this::change));
    }

    private Target target(Context context) {
        switch (kind) {
            case MACHINE -> {
                Machine machine = MachinePath.machine(context, machines);
                return new Target(
                        MachinePath.of(machine.deviceId()),
                        machine.displayName(),
                        places.located(Access.viewer(context).scope(), machine.place())
                                .map(Located::name)
                                .orElse(""),
                        machine.id(),
                        null);
            }
            case ROOM -> {
                Place room = PlacePath.room(context, places);
                return new Target(
                        room.href(),
                        room.name(),
                        places.located(Access.viewer(context).scope(), room.id())
                                .map(located -> located.school().name())
                                .orElse(""),
                        null,
                        room.id());
            }
            default -> {
                Place school = PlacePath.school(context, places);
                return new Target(school.href(), school.name(), "", null, school.id());
            }
        }
    }

    @Override
    public void show(Context context) {
        Target target = target(context);
        Optional<String> code = codes.code(Access.viewer(context).scope(), target.machine(), target.place());
        Frame frame = views.frame(context, views.messages(context).text("label.title") + " · " + target.name());
        String address = code.map(each -> url + "/help/" + each).orElse("");
        views.render(
                context,
                "label.jte",
                frame,
                new Content(
                        target.path(),
                        target.name(),
                        target.where(),
                        code.map(HelpCode::text).orElse(""),
                        typed(address),
                        address.isEmpty() ? null : Qr.of(address)));
    }

    private void change(Context context) {
        Viewer viewer = Access.viewer(context);
        Target target = target(context);
        String what = new Fields(context).text("do");
        if (!what.equals("make") && !viewer.may(Permission.WORK_TICKETS)) {
            throw new ForbiddenResponse();
        }
        switch (what) {
            case "make" -> codes.make(viewer, target.machine(), target.place());
            case "renew" -> codes.renew(viewer, target.machine(), target.place());
            case "revoke" -> codes.revoke(viewer, target.machine(), target.place());
            default -> throw new BadRequestResponse("do: make, renew or revoke is expected");
        }
        context.redirect(target.path() + "/label", HttpStatus.SEE_OTHER);
    }

    /** As one types it: browsers take https for granted only where no port stands. */
    static String typed(String address) {
        return address.matches("https://[^/]*:[0-9]+/.*") || address.startsWith("http:")
                ? address
                : address.replaceFirst("^https://", "");
    }
}
