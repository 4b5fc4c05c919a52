package org.socle.edge.identity;

import java.nio.file.Path;
import java.util.List;
import org.socle.contract.enrolment.EnrolmentBundle;

/** Where an enrolment bundle may lie. */
public final class Bundles {
    private Bundles() {}

    /**
     * The places, in the order to look: what the command line left, what a package or a technician put there, and the FAT
     * partition of a Raspberry Pi's card, which any computer can write.
     *
     * @param state the agent's state directory
     */
    public static List<Path> places(Path state) {
        return List.of(
                ofCommandLine(state),
                Path.of("/etc/socle", EnrolmentBundle.FILE_NAME),
                Path.of("/boot/firmware", EnrolmentBundle.FILE_NAME),
                Path.of("/boot", EnrolmentBundle.FILE_NAME));
    }

    /** Where the command line leaves a bundle for the service to go on with. */
    public static Path ofCommandLine(Path state) {
        return state.resolve("identity").resolve(EnrolmentBundle.FILE_NAME);
    }
}
