package org.socle.fleet.machine;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.UUID;
import org.socle.contract.Topics;
import org.socle.fleet.web.Access;

/** Addresses of machines. */
public final class MachinePath {
    private MachinePath() {}

    /** Address of a machine's page. */
    public static String of(UUID device) {
        return "/machines/" + device;
    }

    /**
     * The machine an address names.
     *
     * @throws NotFoundResponse when there is none that the viewer sees
     */
    public static Machine machine(Context context, Machines machines) {
        String id = context.pathParam("id");
        return Topics.deviceId(id)
                .flatMap(device -> machines.find(Access.viewer(context).scope(), device))
                .orElseThrow(() -> new NotFoundResponse("there is no machine '" + id + "'"));
    }
}
