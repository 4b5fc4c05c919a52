package org.socle.edge.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.socle.contract.catalogue.Resource;
import org.socle.contract.catalogue.Storage;
import org.socle.edge.source.AccessDenied;
import org.socle.edge.source.Commands;
import org.socle.edge.source.MissingTool;
import org.socle.edge.source.Numbers;
import org.socle.edge.source.SysFs;

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

    private final SysFs files;
    private final Commands commands;

    /** What each disk said last. Keyed by all the kernel knows of it, so that another disk under its name starts anew. */
    private final Map<Disks.Disk, Map<Resource, Object>> said = new HashMap<>();

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
        for (Disks.Disk disk : disks) {
            out.putIf(Storage.KERNEL_ERRORS, disk.name(), kernelErrors(disk));
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
            } catch (IOException e) {
                said(disk, out);
                out.miss(e);
            }
        }
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
                Storage.SERIAL_NUMBER, disk.name(), files.read(path + "serial").flatMap(FirmwareText::meant));
        files.read(path + "life_time")
                .flatMap(StorageProbe::used)
                .ifPresent(used -> out.put(Storage.PERCENTAGE_USED, disk.name(), used));
        // 1 normal, 2 and 3: 80 and 90 % of the spare blocks are used; 0 is no answer.
        files.readLong(path + "pre_eol_info")
                .filter(level -> level >= 1 && level <= 3)
                .ifPresent(level -> out.put(Storage.HEALTHY, disk.name(), level == 1));
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
        List<Disks.Disk> disks =
                Disks.list(files).stream().filter(disk -> !disk.card()).toList();
        if (disks.isEmpty()) {
            return List.of();
        }
        if (!commands.available(SMARTCTL)) {
            return List.of(new Obstacle(Obstacle.Kind.MISSING_TOOL, SMARTCTL, Obstacle.Remedy.INSTALL_SMARTMONTOOLS));
        }
        return disks.stream().flatMap(disk -> denied(disk).stream()).toList();
    }

    private Optional<Obstacle> denied(Disks.Disk disk) {
        try {
            ask(disk);
        } catch (AccessDenied e) {
            return Optional.of(new Obstacle(Obstacle.Kind.DENIED, "/dev/" + disk.name(), Obstacle.Remedy.START_READER));
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
