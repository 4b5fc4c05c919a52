package org.socle.fleet.intake;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.socle.contract.Topics;
import org.socle.contract.Topics.Channel;

/** What the intake tells {@code /metrics}. Thread-safe. */
final class IntakeMetrics {
    private final Counter messages;
    private final Counter packs;
    private final Counter repeats;
    private final Counter samples;
    private final Counter bytes;
    private final Counter refused;
    private final Counter packets;
    private final Counter quarantined;
    private final Histogram batch;

    IntakeMetrics(PrometheusRegistry registry) {
        messages = Counter.builder()
                .name("socle_intake_messages_total")
                .help("Messages taken in, by channel")
                .labelNames("channel")
                .register(registry);
        packs = Counter.builder()
                .name("socle_intake_packs_total")
                .help("New packs stored")
                .register(registry);
        repeats = Counter.builder()
                .name("socle_intake_repeated_packs_total")
                .help("Packs delivered again after they were stored, ignored")
                .register(registry);
        samples = Counter.builder()
                .name("socle_intake_samples_total")
                .help("Samples in new packs")
                .register(registry);
        bytes = Counter.builder()
                .name("socle_intake_bytes_total")
                .help("Bytes of messages taken in, without their transport")
                .register(registry);
        refused = Counter.builder()
                .name("socle_intake_refused_total")
                .help("Messages that broke the contract, dropped, by channel")
                .labelNames("channel")
                .register(registry);
        packets = Counter.builder()
                .name("socle_mqtt_refused_packets_total")
                .help("MQTT packets that were too large or malformed; their connections were ended")
                .register(registry);
        quarantined = Counter.builder()
                .name("socle_intake_quarantined_total")
                .help("Messages that broke the server, kept aside")
                .register(registry);
        batch = Histogram.builder()
                .name("socle_intake_batch_seconds")
                .help("Time to take in a batch, from decoding to commit")
                .classicUpperBounds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)
                .register(registry);
        for (Channel channel : Channel.values()) {
            messages.initLabelValues(channel.word());
            refused.initLabelValues(channel.word());
        }
        refused.initLabelValues("unknown");
    }

    /** Adds a gauge that is read when asked for. */
    static void gauge(PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    void packetRefused() {
        packets.inc();
    }

    void accepted(List<Arrival> done) {
        for (Arrival arrival : done) {
            messages.labelValues(channel(arrival)).inc();
            bytes.inc(arrival.payload.length);
            if (arrival.pack != null) {
                if (arrival.snapshot == null) {
                    repeats.inc();
                } else {
                    packs.inc();
                    samples.inc(arrival.pack.samples().size());
                }
            }
        }
    }

    /** Bytes taken in since the start. */
    long taken() {
        return (long) bytes.get();
    }

    void refused(Arrival arrival) {
        refused.labelValues(channel(arrival)).inc();
    }

    void quarantined() {
        quarantined.inc();
    }

    void batch(double seconds) {
        batch.observe(seconds);
    }

    private static String channel(Arrival arrival) {
        return Topics.parse(arrival.topic)
                .map(address -> address.channel().word())
                .orElse("unknown");
    }
}
