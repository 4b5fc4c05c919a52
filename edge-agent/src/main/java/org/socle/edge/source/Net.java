package org.socle.edge.source;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What can be reached from here: {@link LiveNet} on a machine, {@link RecordedNet} on a captured one. Whom it asks is its
 * own knowledge: who measures has names and never an address, and so cannot report one.
 */
public interface Net {

    /** The names the administrator gave to the services of the school, in the order of the settings. */
    List<String> services();

    /**
     * Goes to a service's door and no further: connects a few times, has it show its certificate, asks nothing of it.
     *
     * @param service one of {@link #services}
     */
    Visit visit(String service) throws IOException;

    /** The same for the fleet server, once; empty while it is not known. */
    Optional<Visit> server() throws IOException;

    /** Whether the fleet server is known, or a page that tells portals. */
    boolean leadsSomewhere();

    /** Whether somebody answers in another's place on plain HTTP; empty when no page is named for that. */
    Optional<Portal> portal();

    /**
     * How long a name server takes to say which name servers there are at the root: every one of them knows.
     *
     * @param nameServer its address
     * @throws IOException when it does not answer
     */
    Duration ask(String nameServer) throws IOException;

    /** How a visit ended. */
    enum Outcome {
        OK,
        /** The name could not be looked up. */
        NO_DNS,
        /** Somebody said no: nothing listens there, or a filter broke the connection off. */
        REFUSED,
        TIMEOUT,
        /** Somebody else answered: the certificate does not lead to a root this machine trusts for it. */
        INTERCEPTED
    }

    /**
     * A visit.
     *
     * @param proxied whether it went through the school's proxy
     * @param roundTrips of the connections that came about
     * @param tries how many there could have been, at least 1
     */
    record Visit(Outcome outcome, boolean proxied, List<Duration> roundTrips, int tries) {
        public Visit {
            roundTrips = List.copyOf(roundTrips);
        }
    }

    /** What came in answer to the page that tells portals. */
    enum Portal {
        /** What was expected. */
        NONE,
        FOUND,
        /** Nothing. */
        SILENT
    }
}
