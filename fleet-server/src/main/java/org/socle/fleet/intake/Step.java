package org.socle.fleet.intake;

import org.jdbi.v3.core.Handle;

/** One step of the intake. Works inside the transaction of the batch; throws to refuse the message. */
interface Step {
    /**
     * Handles one message.
     *
     * @throws org.socle.contract.ContractException when the message breaks the contract: it is counted and dropped
     */
    void handle(Arrival arrival, Handle handle);
}
