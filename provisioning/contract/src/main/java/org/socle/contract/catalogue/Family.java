package org.socle.contract.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * One LwM2M object with the resources Socle uses of it.
 *
 * @param objectId LwM2M object number
 * @param name first part of its resources' keys
 * @param multiple whether a machine may have several instances
 * @param label name people read
 * @param naming the resource that tells one instance from another (a mount point, a disk's device name), null when the
 *     object has a single instance
 */
public record Family(
        int objectId,
        String name,
        boolean multiple,
        Label label,
        @Nullable String naming) {

    /**
     * First number of Socle's own objects. It lies in OMA's test range: production numbers in 32769–42768 have to be
     * reserved first. Nothing stored depends on it, since everything is keyed by {@link Resource#key()}.
     */
    static final int OWN_BASE = 42769;

    static Family single(int objectId, String name, String fr, String en) {
        return new Family(objectId, name, false, new Label(fr, en), null);
    }

    static Family multiple(int objectId, String name, String naming, String fr, String en) {
        return new Family(objectId, name, true, new Label(fr, en), naming);
    }

    /** Whether Socle defines the object itself, instead of OMA or IPSO. */
    public boolean own() {
        return objectId >= OWN_BASE;
    }
}
