package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.edge.source.AccessDenied;
import org.socle.edge.source.Commands;
import org.socle.edge.source.MissingTool;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.StaleReading;
import org.socle.edge.source.SysFs;
import org.socle.edge.source.TookTooLong;

/**
 * Health of the disks: SMART and NVMe logs through smartctl, which is told not to wake a sleeping disk; the wear
 * registers of eMMC. Without smartctl, or without the right to use it, what the kernel knows of the disk remains.
 *
 * <p>A disk that sleeps or no longer answers keeps what it said last, but its temperature: its counters do not heal, and a
 * server that no longer saw them would take a failing disk for a sound one.
 *
 * <pre>
 * storage.model[sda] = ST3500418AS
 * storage.kind[sda] = hdd
 * storage.capacity[sda] = 500 GB
 * storage.healthy[sda] = true
 * storage.temperature[sda] = 32 Cel
 * storage.power_on_time[sda] = 44670 h
 * storage.reallocated_sectors[sda] = 1 count
 * …
 * </pre>
 */
final class StorageProbe implements Probe {
    private static final String SMARTCTL = "smartctl";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** No path of the kernel's: what the privileged reader counted, a number a disk. */
    private static final String KERNEL_ERRORS = "kernel-errors/";

    private static final String READER_FILE = "run/socle-hwread/files.json";

    private static final List<Resource> NVME_TELLS = List.of(
            Storage.MODEL,
            Storage.SERIAL_NUMBER,
            Storage.CAPACITY,
            Storage.HEALTHY,
            Storage.TEMPERATURE,
            Storage.POWER_ON_TIME,
            Storage.POWER_CYCLES,
            Storage.PERCENTAGE_USED,
            Storage.AVAILABLE_SPARE,
            Storage.SPARE_THRESHOLD,
            Storage.MEDIA_ERRORS,
            Storage.CRITICAL_WARNING,
            Storage.UNSAFE_SHUTDOWNS,
            Storage.DATA_WRITTEN);

    private static final List<Resource> DISKS_TELL = List.of(
            Storage.MODEL,
            Storage.SERIAL_NUMBER,
            Storage.KIND,
            Storage.CAPACITY,
            Storage.HEALTHY,
            Storage.TEMPERATURE,
            Storage.POWER_ON_TIME,
            Storage.POWER_CYCLES,
            Storage.REALLOCATED_SECTORS,
            Storage.PENDING_SECTORS,
            Storage.OFFLINE_UNCORRECTABLE,
            Storage.REPORTED_UNCORRECTABLE,
            Storage.COMMAND_TIMEOUTS,
            Storage.CRC_ERRORS,
            Storage.SPIN_RETRIES,
            Storage.END_TO_END_ERRORS,
            Storage.REALLOCATION_EVENTS,
            Storage.UNSAFE_SHUTDOWNS,
            Storage.SELF_TEST_PASSED,
            Storage.PERCENTAGE_USED,
            Storage.AVAILABLE_SPARE,
            Storage.SPARE_THRESHOLD,
            Storage.DATA_WRITTEN);

    private final SysFs files;
    private final Commands commands;

    /** What each disk said last. Keyed by all the kernel knows of it, so that another disk under its name starts anew. */
    private final Map<Disks.Disk, Map<Resource, Object>> said = new HashMap<>();

    private List<Obstacle> obstacles = List.of();

    StorageProbe(SysFs files, Commands commands) {
        this.files = files;
        this.commands = commands;
    }

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public boolean present() {
        return !Disks.list(files).isEmpty();
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(30);
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void read(Readings out) {
        List<Disks.Disk> disks = Disks.list(files);
        said.keySet().retainAll(disks);
        Set<Obstacle> met = new LinkedHashSet<>();
        for (Disks.Disk disk : disks) {
            if (files.exists(READER_FILE)) {
                out.putIf(Storage.KERNEL_ERRORS, disk.name(), kernelErrors(disk), READER_FILE);
            } else {
                out.absent(Storage.KERNEL_ERRORS, disk.name(), Why.NO_READER, "");
            }
            if (disk.card()) {
                kernel(disk, out);
                card(disk, out);
                continue;
            }
            try {
                Map<Resource, Object> values = new LinkedHashMap<>(ask(disk));
                if (Boolean.TRUE.equals(values.get(Storage.STANDBY))) {
                    said(disk, out);
                } else {
                    disk.kind().ifPresent(kind -> values.putIfAbsent(Storage.KIND, kind));
                    remember(disk, values);
                }
                values.forEach((resource, value) -> out.put(resource, disk.name(), value));
                untold(disk, values, out);
            } catch (IOException e) {
                said(disk, out);
                out.miss(e);
                obstacle(disk, e).ifPresent(met::add);
            }
        }
        obstacles = List.copyOf(met);
    }

    /** Notes what a disk of its kind may tell and this one does not, or not while it sleeps. */
    private void untold(Disks.Disk disk, Map<Resource, Object> values, Readings out) {
        boolean asleep = Boolean.TRUE.equals(values.get(Storage.STANDBY));
        Map<Resource, Object> before = asleep ? said.getOrDefault(disk, Map.of()) : Map.of();
        List<Resource> mayTell = disk.name().startsWith("nvme") ? NVME_TELLS : DISKS_TELL;
        mayTell.stream()
                .filter(resource -> !values.containsKey(resource) && !before.containsKey(resource))
                .forEach(resource ->
                        out.absent(resource, disk.name(), asleep ? Why.ASLEEP : Why.UNTOLD, "/dev/" + disk.name()));
    }

    private void remember(Disks.Disk disk, Map<Resource, Object> values) {
        Map<Resource, Object> lasting = new LinkedHashMap<>(values);
        lasting.remove(Storage.TEMPERATURE);
        lasting.remove(Storage.STANDBY);
        said.put(disk, lasting);
    }

    private void said(Disks.Disk disk, Readings out) {
        Map<Resource, Object> last = said.get(disk);
        if (last == null) {
            kernel(disk, out);
        } else {
            last.forEach((resource, value) -> out.put(resource, disk.name(), value));
        }
    }

    private Map<Resource, Object> ask(Disks.Disk disk) throws IOException {
        if (!commands.available(SMARTCTL)) {
            throw new MissingTool(SMARTCTL);
        }
        Commands.Result result =
                commands.run(List.of(SMARTCTL, "-n", "standby", "-x", "--json", "/dev/" + disk.name()), PATIENCE);
        return Smart.parse(result.stdout());
    }

    private static void kernel(Disks.Disk disk, Readings out) {
        out.putIf(Storage.MODEL, disk.name(), disk.model());
        out.putIf(Storage.KIND, disk.name(), disk.kind());
        out.put(Storage.CAPACITY, disk.name(), Math.round(disk.bytes() / 1e9));
    }

    /** Lines such as {@code I/O error, dev sda, sector 12345} that the privileged reader counted since the start. */
    private Optional<Long> kernelErrors(Disks.Disk disk) {
        return files.readCount(KERNEL_ERRORS + disk.name());
    }

    /** Serial number of a card; wear of an eMMC, which JEDEC 5.0 tells in tenths: 0x03 is 20 to 30 % used. */
    private void card(Disks.Disk disk, Readings out) {
        String path = "sys/block/" + disk.name() + "/device/";
        out.putIf(
                Storage.SERIAL_NUMBER,
                disk.name(),
                files.read(path + "serial").flatMap(FirmwareText::meant),
                path + "serial");
        out.putIf(
                Storage.PERCENTAGE_USED,
                disk.name(),
                files.read(path + "life_time").flatMap(StorageProbe::used),
                path + "life_time");
        // 1 normal, 2 and 3: 80 and 90 % of the spare blocks are used; 0 is no answer.
        out.putIf(
                Storage.HEALTHY,
                disk.name(),
                files.readLong(path + "pre_eol_info")
                        .filter(level -> level >= 1 && level <= 3)
                        .map(level -> level == 1),
                path + "pre_eol_info");
        // A card tells nothing of its wear: what is written to it does, roughly. Field 7 counts sectors of 512 bytes.
        files.read("sys/block/" + disk.name() + "/stat")
                .map(stat -> stat.strip().split("\\s+", -1))
                .filter(fields -> fields.length > 6)
                .flatMap(fields -> Numbers.whole(fields[6]))
                .ifPresent(sectors ->
                        out.put(Storage.WRITTEN_SINCE_START, disk.name(), Math.round(sectors * 512 / 1e7) / 100.0));
    }

    /** The upper end of the worse of both kinds of memory, as {@code 0x02 0x01}; 11 is beyond the end of life. */
    static Optional<Long> used(String lifeTime) {
        return List.of(lifeTime.split("\\s+", -1)).stream()
                .flatMap(word -> Numbers.whole(word).stream())
                .filter(tenths -> tenths >= 1 && tenths <= 11)
                .max(Long::compare)
                .map(tenths -> tenths * 10);
    }

    @Override
    public List<Obstacle> obstacles() {
        return obstacles;
    }

    /** Empty for a failure of another kind, whose reason says it all. */
    private static Optional<Obstacle> obstacle(Disks.Disk disk, IOException failure) {
        String device = "/dev/" + disk.name();
        if (failure instanceof MissingTool) {
            return Optional.of(
                    new Obstacle(Obstacle.Kind.MISSING_TOOL, SMARTCTL, Obstacle.Remedy.INSTALL_SMARTMONTOOLS));
        }
        if (failure instanceof AccessDenied) {
            return Optional.of(new Obstacle(Obstacle.Kind.DENIED, device, Obstacle.Remedy.START_READER));
        }
        if (failure instanceof StaleReading) {
            return Optional.of(new Obstacle(Obstacle.Kind.STALE, device, Obstacle.Remedy.START_READER));
        }
        return failure instanceof TookTooLong
                ? Optional.of(new Obstacle(Obstacle.Kind.TIMEOUT, device, Obstacle.Remedy.CHECK_DISK))
                : Optional.empty();
    }
}
