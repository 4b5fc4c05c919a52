package org.socle.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.socle.contract.Command.Operation;
import org.socle.contract.DeviceState.Presence;
import org.socle.contract.Reply.Status;
import org.socle.contract.Topics.Address;
import org.socle.contract.Topics.Channel;

/** Topics and the small JSON messages. */
class MessagesTest {
    private static final UUID DEVICE = UUID.fromString("6f1c4f9e-0a51-4d2e-9d0e-5c3f1f0c7a11");

    @Test
    void topicsAreTakenApart() {
        assertThat(Topics.of(DEVICE, Channel.UP)).isEqualTo("socle/v1/6f1c4f9e-0a51-4d2e-9d0e-5c3f1f0c7a11/up");
        assertThat(Topics.parse("socle/v1/6f1c4f9e-0a51-4d2e-9d0e-5c3f1f0c7a11/reply"))
                .contains(new Address(DEVICE, Channel.REPLY));
        for (String foreign : new String[] {
            "",
            "socle/v1",
            "socle/v2/" + DEVICE + "/up",
            "socle/v1/" + DEVICE + "/down",
            "socle/v1/" + DEVICE + "/up/more",
            "socle/v1/6F1C4F9E-0A51-4D2E-9D0E-5C3F1F0C7A11/up",
            "socle/v1/1-2-3-4-5/up"
        }) {
            assertThat(Topics.parse(foreign)).as(foreign).isEmpty();
        }
    }

    @Test
    void messagesSurvive() {
        DeviceState state = new DeviceState(Presence.LOST, "0.1.0", null);
        assertThat(DeviceState.decode(state.encode())).isEqualTo(state);
        Command command = new Command("c1", Operation.WRITE, "/42777/0/5", 600L, Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(Command.decode(command.encode())).isEqualTo(command);
        assertThat(new String(command.encode(), UTF_8))
                .isEqualTo("{\"id\":\"c1\",\"op\":\"write\",\"path\":\"/42777/0/5\",\"value\":600,"
                        + "\"notAfter\":\"2026-11-23T12:00:00Z\"}");
        Reply reply = new Reply("c1", Status.REFUSED, null, "too late");
        assertThat(Reply.decode(reply.encode())).isEqualTo(reply);
    }

    @Test
    void brokenMessagesSayWhatIsWrong() {
        refusesState("", "a JSON object is expected");
        refusesState("[]", "a JSON object is expected");
        refusesState("{\"state\":\"online\"", "not JSON");
        refusesState("{\"state\":\"online\"}", "'version' is missing");
        refusesState("{\"state\":\"here\",\"version\":\"1\"}", "none of online, offline, lost");
        assertThatThrownBy(() -> Command.decode("{\"id\":\"1\",\"op\":\"run\",\"path\":\"/\"}".getBytes(UTF_8)))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("none of read, write, execute");
        assertThatThrownBy(() -> Command.decode(
                        "{\"id\":\"1\",\"op\":\"read\",\"path\":\"/\",\"notAfter\":\"noon\"}".getBytes(UTF_8)))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("'notAfter'");
    }

    private static void refusesState(String json, String why) {
        assertThatThrownBy(() -> DeviceState.decode(json.getBytes(UTF_8)))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining(why);
    }
}
