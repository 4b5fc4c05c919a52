package org.socle.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socle.contract.config.ConfigException;
import org.socle.contract.config.Settings;
import org.socle.edge.config.BrokerAddress.Kind;

class AgentConfigTest {
    private static final List<String> PROBES = List.of("memory", "network", "storage");

    private static final List<String> ON_DEMAND = List.of("usb");

    @TempDir
    Path directory;

    @Test
    void withoutAFileEverythingHasItsDefault() {
        AgentConfig defaults = new AgentConfig(
                new ServerConfig(List.of(), null),
                new StateConfig(Path.of("/var/lib/socle-agent")),
                new RhythmConfig(
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(5),
                        Duration.ofHours(6),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(10)),
                new OutboxConfig(67_108_864),
                new MachineConfig(Path.of("/")),
                new ProbesConfig(List.of(), List.of()),
                new EnergyConfig(null, null, 16, null),
                new ConnectivityConfig(List.of(), null));
        assertThat(AgentConfig.of(Settings.none(), PROBES, ON_DEMAND, Map.of())).isEqualTo(defaults);
        assertThat(AgentConfig.of(Settings.load(directory.resolve("agent.toml"), false), PROBES, ON_DEMAND, Map.of()))
                .isEqualTo(defaults);
        assertThat(AgentConfig.DEFAULT_FILE).isEqualTo(Path.of("/etc/socle/agent.toml"));
    }

    @Test
    void everyKeyHasItsPlace() throws IOException {
        assertThat(config("""
                [server]
                addresses = ["mqtts://socle.ecole.example:8884", "wss://socle.ecole.example"]
                proxy = "http://eleve:mot%20de:passe@proxy.ecole.example:8080"
                [state]
                directory = "/srv/socle"
                [rhythm]
                sample = "30s"
                send = "2m"
                snapshot = "12h"
                live_every = "PT2S"
                live_for = "1d"
                [outbox]
                max_bytes = 2097152
                [machine]
                root = "/srv/captured"
                [probes]
                disabled = ["storage", "network"]
                enabled = ["usb"]
                [energy]
                idle = 18
                full = 60
                screen = 22
                plug = "shelly_gen2"
                plug_broker = "ssl://nas.ecole.example:8883"
                plug_topic = "shellyplus-1/status/switch:0"
                plug_user = "socle"
                plug_password = "tracteur violet"
                plug_channel = 1
                plug_feeds_screens = "yes"
                [connectivity]
                services = ["ENT=https://ent.example.fr", "Pix 6e=https://pix.example.fr:8443/start"]
                portal_check = "http://check.example.fr/success.txt"
                """))
                .isEqualTo(new AgentConfig(
                        new ServerConfig(
                                List.of(
                                        new BrokerAddress(Kind.MQTTS, "socle.ecole.example", 8884, ""),
                                        new BrokerAddress(Kind.WSS, "socle.ecole.example", 443, "/mqtt")),
                                new ProxyConfig("proxy.ecole.example", 8080, "eleve", "mot de:passe", List.of())),
                        new StateConfig(Path.of("/srv/socle")),
                        new RhythmConfig(
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(2),
                                Duration.ofHours(12),
                                Duration.ofSeconds(2),
                                Duration.ofDays(1)),
                        new OutboxConfig(2_097_152),
                        new MachineConfig(Path.of("/srv/captured")),
                        new ProbesConfig(List.of("storage", "network"), List.of("usb")),
                        new EnergyConfig(
                                18.0,
                                60.0,
                                22,
                                new EnergyConfig.PlugConfig(
                                        "shelly_gen2",
                                        "ssl://nas.ecole.example:8883",
                                        "shellyplus-1/status/switch:0",
                                        "socle",
                                        "tracteur violet",
                                        1,
                                        true)),
                        new ConnectivityConfig(
                                List.of(
                                        new ServiceAddress("ENT", "ent.example.fr", 443),
                                        new ServiceAddress("Pix 6e", "pix.example.fr", 8443)),
                                URI.create("http://check.example.fr/success.txt"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "services = ['https://ent.example.fr'] | 'https://ent.example.fr' is not a name and an address",
                "services = ['=https://ent.example.fr'] | has no name of 1 to 40 letters, digits and spaces before the =",
                "services = ['ENT=http://ent.example.fr'] | has no address that begins with https:// after the =",
                "services = ['ENT=https://moi:secret@ent.example.fr'] | has no address that begins with https://",
                "services = ['ENT=https://bad host'] | has no address after the =",
                "services = ['A=https://a.fr', 'A=https://b.fr'] | two services have the same name",
                "services = 4 | a list is expected, such as [\"ENT=https://ent.example.fr\"]",
                "portal_check = 'https://a.fr/x' | is not the address of a page over plain HTTP",
                "servcies = [] | unknown key 'connectivity.servcies'; did you mean 'connectivity.services'?",
            })
    void aServiceThatCannotBeVisitedIsToldAtTheStart(String line, String message) {
        assertThatThrownBy(() -> config("[connectivity]\n" + line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void thePortalCheckMayBeNone() throws IOException {
        assertThat(config("connectivity.portal_check = 'none'").connectivity().portalCheck())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "outbox.max_bytes | 1048576   | 17179869184",
                "rhythm.sample    | '1s'      | '1h'",
                "rhythm.send      | '1s'      | '1d'",
                "rhythm.snapshot  | '1m'      | '7d'",
                "rhythm.live_every| '1s'      | '5min'",
                "rhythm.live_for  | '10s'     | '24h'",
            })
    void bothEndsOfARangeAreAllowed(String key, String least, String most) throws IOException {
        config(key + " = " + least);
        config(key + " = " + most);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "server.addresses = 4    | server.addresses = 4: a list is expected, such as [\"mqtts://socle.example.fr:8883\"]",
                "server.addresses = [4]  | server.addresses = [4]: a list of texts is expected, such as [\"mqtts://socle.example.fr:8883\"]",
                "server.proxy = 3128     | server.proxy = 3128: a text is expected",
                "outbox.max_bytes = 1048575 | outbox.max_bytes = 1048575: a whole number from 1048576 to 17179869184 is expected",
                "outbox.max_bytes = 17179869185 | outbox.max_bytes = 17179869185: a whole number from 1048576 to 17179869184 is expected",
                "state.directory = 'var' | state.directory = var: an absolute path is expected, such as \"/var/lib/socle-agent\"",
                "machine.root = true     | machine.root = true: an absolute path is expected, such as \"/\"",
                "rhythm.sample = '0s'    | rhythm.sample = 0s: a duration from \"1s\" to \"1h\" is expected, such as \"60s\"",
                "rhythm.sample = '3601s' | rhythm.sample = 3601s: a duration from \"1s\" to \"1h\" is expected, such as \"60s\"",
                "rhythm.sample = 60      | rhythm.sample = 60: a duration from \"1s\" to \"1h\" is expected, such as \"60s\"",
                "rhythm.send = '25h'     | rhythm.send = 25h: a duration from \"1s\" to \"24h\" is expected, such as \"5m\"",
                "rhythm.snapshot = '59s' | rhythm.snapshot = 59s: a duration from \"60s\" to \"7d\" is expected, such as \"6h\"",
                "rhythm.live_every = '6m'| rhythm.live_every = 6m: a duration from \"1s\" to \"5m\" is expected, such as \"5s\"",
                "rhythm.live_for = '9s'  | rhythm.live_for = 9s: a duration from \"10s\" to \"24h\" is expected, such as \"10m\"",
                "probes.disabled = 'all' | probes.disabled = all: a list is expected, such as [\"memory\"]",
                "probes.disabled = ['netwrok'] | probes.disabled = [netwrok]: 'netwrok' is none of memory, network, storage; did you mean 'network'?",
            })
    void aValueOutOfRangeNamesFileKeyAndWhatIsExpected(String line, String message) {
        assertThatThrownBy(() -> config(line))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("agent.toml") + ": " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "server.adresses = [], server.adresses, server.addresses",
        "rythm.sample = '1s', rythm.sample, rhythm.sample",
        "outbox.maxbytes = 1, outbox.maxbytes, outbox.max_bytes",
        "probes.disable = [], probes.disable, probes.disabled",
        "proxy = 'p', proxy, server.proxy",
    })
    void anUnknownKeyNamesTheNearestOneThereIs(String line, String key, String nearest) {
        assertThatThrownBy(() -> config(line))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("agent.toml") + ": unknown key '" + key + "'; did you mean '" + nearest
                        + "'?");
    }

    private AgentConfig config(String toml) throws IOException {
        Path file = directory.resolve("agent.toml");
        Files.writeString(file, toml);
        return AgentConfig.of(Settings.load(file, true), PROBES, ON_DEMAND, Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "http://socle.example.fr, http://socle.example.fr",
        "mqtts://, mqtts://",
        "mqtts://a b, mqtts://a b",
        "mqtts://user@socle.example.fr, mqtts://user@socle.example.fr",
        "mqtts://socle.example.fr/path, mqtts://socle.example.fr/path",
    })
    void anAddressIsThatOfABroker(String address, String named) {
        assertThatThrownBy(() -> config("server.addresses = ['" + address + "']"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("agent.toml") + ": server.addresses: '" + named
                        + "' is not an address like mqtts://socle.example.fr:8883 or wss://socle.example.fr:443/mqtt");
    }

    @Test
    void withoutTlsOnlyThisMachineIsConnectedTo() throws IOException {
        AgentConfig here = config("server.addresses = ['mqtt://127.0.0.1:1884']");
        assertThat(here.server().plain()).isTrue();
        assertThatThrownBy(() -> config("server.addresses = ['mqtt://192.168.1.5:1883']"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("agent.toml")
                        + ": server.addresses: 'mqtt://192.168.1.5:1883': without TLS only this machine itself is"
                        + " connected to (127.0.0.1); use mqtts://");
    }

    @Test
    void theProxyOfTheEnvironmentServesUnlessTheSettingsSayOtherwise() throws IOException {
        Map<String, String> environment =
                Map.of("https_proxy", "http://10.0.0.1:3128/", "no_proxy", "ecole.example, .lan");
        ProxyConfig proxy = proxy("", environment);
        assertThat(proxy).isEqualTo(new ProxyConfig("10.0.0.1", 3128, "", "", List.of("ecole.example", ".lan")));
        assertThat(proxy.direct("socle.ecole.example")).isTrue();
        assertThat(proxy.direct("nas.lan")).isTrue();
        assertThat(proxy.direct("localhost")).isTrue();
        assertThat(proxy.direct("monecole.example")).isFalse();
        assertThat(proxy("server.proxy = 'none'", environment)).isNull();
        assertThat(proxy("server.proxy = 'proxy:81'", environment).port()).isEqualTo(81);
        assertThatThrownBy(() -> proxy("server.proxy = 'http://eleve:secret@'", environment))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory.resolve("agent.toml")
                        + ": server.proxy: not the address of a proxy, such as http://proxy.ecole.example:3128");
        assertThat(proxy("server.proxy = 'http://eleve:secret@proxy'", Map.of()).toString())
                .doesNotContain("secret");
    }

    private ProxyConfig proxy(String toml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(directory.resolve("agent.toml"), toml);
        return AgentConfig.of(Settings.load(file, true), PROBES, ON_DEMAND, environment)
                .server()
                .proxy();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plug = \"tasmota\" | energy.plug_topic: the topic of one plug is needed",
                "plug = \"tasmota\"\\nplug_topic = \"tele/+/SENSOR\" | energy.plug_topic: the topic of one plug is needed",
                "plug_topic = \"tele/p/SENSOR\" | energy.plug: say whose plug it is: tasmota, shelly_gen1, shelly_gen2",
                "plug = \"fritz\" | 'fritz' is none of tasmota, shelly_gen1, shelly_gen2",
                "full = 60 | energy.full: 60.0 W needs energy.idle",
                "idle = 80\\nfull = 60 | not less than it",
                "plug_broker = \"nas\" | 'nas' is no address such as tcp://127.0.0.1:1883"
            })
    void whatIsSaidOfPowerHasToMakeSense(String lines, String message) {
        assertThatThrownBy(() -> config("[energy]\n" + lines.replace("\\n", "\n")))
                .hasMessageContaining(message);
    }
}
