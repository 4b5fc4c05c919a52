package org.socle.fleet.intake;

import org.jdbi.v3.core.Handle;
import org.socle.contract.ContractException;
import org.socle.contract.DeviceState;
import org.socle.contract.Pack;
import org.socle.contract.Reply;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Address;
import org.socle.contract.senml.SenmlFormat;

/** Takes topic and payload apart. */
final class Decode implements Step {
    @Override
    public void handle(Arrival arrival, Handle handle) {
        Address address = Topics.parse(arrival.topic)
                .orElseThrow(() -> new ContractException("topic " + arrival.topic + " is none of Socle's"));
        arrival.address = address;
        switch (address.channel()) {
            case UP -> arrival.pack = Pack.decode(arrival.payload, format(arrival));
            case STATE -> arrival.state = DeviceState.decode(arrival.payload);
            case REPLY -> arrival.reply = Reply.decode(arrival.payload);
            case CMD -> throw new ContractException("commands go to devices, not to the server");
        }
    }

    /** CBOR is the rule; a sender that cannot set a content type is understood when it sends JSON. */
    private static SenmlFormat format(Arrival arrival) {
        String contentType = arrival.contentType;
        if (contentType != null && !contentType.isEmpty()) {
            return SenmlFormat.of(contentType)
                    .orElseThrow(() -> new ContractException("content type " + contentType + " is not SenML"));
        }
        return arrival.payload.length > 0 && arrival.payload[0] == '[' ? SenmlFormat.JSON : SenmlFormat.CBOR;
    }
}
