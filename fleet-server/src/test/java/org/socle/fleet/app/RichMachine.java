package org.socle.fleet.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.socle.contract.Sample;
import org.socle.contract.catalogue.Catalogue;
import org.socle.contract.catalogue.Family;
import org.socle.contract.catalogue.FileSystem;
import org.socle.contract.catalogue.Processor;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.contract.catalogue.Temperature;

/** A machine that reports everything the catalogue knows, with several disks, volumes and sensors: the heaviest page. */
public final class RichMachine {
    private static final int PROBES = 27;
    private static final int MANY = 3;

    private RichMachine() {}

    public static Sample[] samples() {
        List<Sample> samples = new ArrayList<>();
        Catalogue.families()
                .forEach((family, resources) -> IntStream.range(0, instances(family))
                        .forEach(instance -> resources.stream()
                                .filter(resource -> !resource.family().name().equals("agent"))
                                .filter(resource -> !resource.key().equals("machine.host_name"))
                                .map(resource -> new Sample(resource, instance, 0, value(resource, instance)))
                                .forEach(samples::add)));
        return samples.toArray(Sample[]::new);
    }

    private static int instances(Family family) {
        if (family.name().equals("probe")) {
            return PROBES;
        }
        return family.multiple() ? MANY : 1;
    }

    private static Object value(Resource resource, int instance) {
        if (resource == Storage.PENDING_SECTORS && instance == 1) {
            return 8L;
        }
        if (resource == FileSystem.FILL && instance == 2) {
            return 99L;
        }
        if (resource == Temperature.VALUE) {
            return 86.5;
        }
        if (resource == Processor.LOAD) {
            return 41L;
        }
        return switch (resource.type()) {
            case BOOLEAN -> !resource.definition().name().equals("standby") && instance == 0;
            case STRING -> resource.definition().name() + " " + instance;
            case TIME -> 1_790_000_000L;
            case FLOAT -> 12.5;
            default -> resource == Storage.CRC_ERRORS ? 12L : 0L;
        };
    }
}
