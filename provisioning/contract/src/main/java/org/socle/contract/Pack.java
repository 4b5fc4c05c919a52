package org.socle.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.socle.contract.catalogue.Agent;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.senml.SenmlException;
import org.socle.contract.senml.SenmlFormat;
import org.socle.contract.senml.SenmlReader;
import org.socle.contract.senml.SenmlRecord;
import org.socle.contract.senml.SenmlWriter;

/**
 * What one report carries: samples of catalogue resources and their time.
 *
 * @param time seconds since 1970, or relative to now when below 2^28 (a machine whose clock is not set)
 * @param samples at least one, in the order they were taken
 */
public record Pack(double time, List<Sample> samples) {

    /** No reading of today's machines is later than this (year 2200): a later time is a broken clock. */
    private static final double LATEST = 7_258_118_400.0;

    public Pack {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new ContractException("a pack carries at least one sample");
        }
    }

    /**
     * Decodes a pack.
     *
     * @throws ContractException when the bytes are not SenML, name a resource that is not in the catalogue, or carry a
     *     value of another type or unit than declared or outside its range; nothing of such a pack is used
     */
    public static Pack decode(byte[] bytes, SenmlFormat format) {
        Pack pack = decodeAny(bytes, format);
        pack.samples().forEach(Pack::check);
        return pack;
    }

    /**
     * Decodes a pack that was taken in, or kept, before there were ranges: values outside theirs are left out.
     *
     * @return empty when nothing is left
     * @throws ContractException as {@link #decode} does, but for ranges
     */
    public static Optional<Pack> stored(byte[] bytes, SenmlFormat format) {
        Pack pack = decodeAny(bytes, format);
        List<Sample> allowed = pack.samples().stream()
                .filter(sample -> sample.resource().allows(sample.value()))
                .toList();
        return allowed.isEmpty() ? Optional.empty() : Optional.of(new Pack(pack.time(), allowed));
    }

    private static void check(Sample sample) {
        if (!sample.resource().allows(sample.value())) {
            throw new ContractException(sample.resource().path(sample.instance()) + ": "
                    + sample.resource().key() + " is " + sample.resource().rangeText() + ", not " + sample.value());
        }
    }

    private static Pack decodeAny(byte[] bytes, SenmlFormat format) {
        List<SenmlRecord> records;
        try {
            records = SenmlReader.read(bytes, format);
        } catch (SenmlException e) {
            throw new ContractException(e.getMessage(), e);
        }
        if (records.isEmpty()) {
            throw new ContractException("a pack carries at least one sample");
        }
        double latest = records.stream().mapToDouble(SenmlRecord::time).max().orElseThrow();
        boolean absolute = latest >= SenmlRecord.ABSOLUTE_FROM;
        if (latest > LATEST || (!absolute && latest > 0)) {
            throw new ContractException("the pack's time lies in the future");
        }
        List<Sample> samples = new ArrayList<>(records.size());
        for (SenmlRecord record : records) {
            if (absolute != record.time() >= SenmlRecord.ABSOLUTE_FROM || record.time() < -SenmlRecord.ABSOLUTE_FROM) {
                throw new ContractException(record.name() + ": absolute and relative times are mixed");
            }
            samples.add(sample(record, record.time() - latest));
        }
        return new Pack(latest, samples);
    }

    private static Sample sample(SenmlRecord record, double offset) {
        LwM2mPath path = path(record.name());
        Resource resource = Catalogue.byNumber(path.getObjectId(), path.getResourceId())
                .orElseThrow(() -> new ContractException(record.name() + " is not in the catalogue"));
        if (!resource.family().multiple() && path.getObjectInstanceId() != 0) {
            throw new ContractException(record.name() + ": " + resource.key() + " has one instance only");
        }
        if (record.unit() != null && !record.unit().equals(resource.unit())) {
            throw new ContractException(
                    record.name() + ": unit " + record.unit() + " where " + resource.unit() + " is declared");
        }
        Object value = record.value() == null ? null : Values.coerce(resource.type(), record.value());
        if (value == null) {
            throw new ContractException(record.name() + ": " + resource.key() + " is a " + resource.type());
        }
        return new Sample(resource, path.getObjectInstanceId(), offset, value);
    }

    private static LwM2mPath path(String name) {
        try {
            LwM2mPath path = new LwM2mPath(name);
            if (path.isResource()) {
                return path;
            }
        } catch (RuntimeException e) {
            throw new ContractException(name + " is not the path of a resource", e);
        }
        throw new ContractException(name + " is not the path of a resource");
    }

    /** The bytes to send. Units are left out: the catalogue fixes them. */
    public byte[] encode(SenmlFormat format) {
        List<SenmlRecord> records = samples.stream()
                .map(sample -> SenmlRecord.of(
                        sample.resource().path(sample.instance()).toString(), sample.offset(), null, sample.value()))
                .toList();
        return SenmlWriter.write(time, records, format);
    }

    /** The same samples under another time. */
    public Pack at(double newTime) {
        return new Pack(newTime, samples);
    }

    /** Whether the time is relative to the moment of sending, because the machine's clock is not set. */
    public boolean relative() {
        return time < SenmlRecord.ABSOLUTE_FROM;
    }

    /** When the pack was closed, to the millisecond; a relative time counts back from {@code arrival}. */
    public Instant instant(Instant arrival) {
        double seconds = relative() ? arrival.toEpochMilli() / 1000.0 + time : time;
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    /** The sender's number of this pack, by which a repeat is recognised; empty when the sender gives none. */
    public OptionalLong sequence() {
        return samples.stream()
                .filter(sample -> sample.resource() == Agent.PACK)
                .mapToLong(sample -> (Long) sample.value())
                .findFirst();
    }
}
