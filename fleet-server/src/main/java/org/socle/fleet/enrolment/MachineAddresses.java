package org.socle.fleet.enrolment;

import java.util.List;
import org.socle.fleet.config.MqttConfig;
import org.socle.fleet.config.NamesConfig;

/**
 * Where machines are told to connect.
 *
 * @param names what the server is called
 * @param mqtt where its broker listens
 */
public record MachineAddresses(NamesConfig names, MqttConfig mqtt) {

    /**
     * The broker's addresses: those of the settings, else the name the machine asked for, directly and in WebSockets.
     *
     * @param askedFor the host a machine used; taken only when it is one of the server's names
     */
    public List<String> mqtt(String askedFor) {
        if (!mqtt.addresses().isEmpty()) {
            return mqtt.addresses();
        }
        String name = NamesConfig.inUrl(names.all().contains(askedFor) ? askedFor : names.first());
        return List.of("mqtts://" + name + ":" + mqtt.port(), "wss://" + name + ":" + mqtt.port() + "/mqtt");
    }
}
