package org.socle.contract.catalogue;

import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one resource. Built with the static methods, one line per resource.
 *
 * @param id resource number inside its object, 0 to 65535
 * @param name last part of the key, lower case with underscores, unique in its family
 * @param type LwM2M type of the value
 * @param unit SenML unit (RFC 8428, RFC 8798), null when the value has none
 * @param range which numbers it may be, null when it is none
 * @param reporting when a change is worth sending
 * @param urgency which changes leave at once
 * @param label name people read
 * @param purpose what the value is for: the reason why it may leave the machine
 */
public record Definition(
        int id,
        String name,
        Type type,
        @Nullable String unit,
        @Nullable Range range,
        Reporting reporting,
        Urgency urgency,
        Label label,
        Label purpose) {

    static Definition text(int id, String name, Label label, Label purpose) {
        return of(id, name, Type.STRING, null, label, purpose);
    }

    static Definition flag(int id, String name, Label label, Label purpose) {
        return of(id, name, Type.BOOLEAN, null, label, purpose);
    }

    static Definition integer(int id, String name, @Nullable String unit, Label label, Label purpose) {
        return of(id, name, Type.INTEGER, unit, label, purpose);
    }

    static Definition decimal(int id, String name, @Nullable String unit, Label label, Label purpose) {
        return of(id, name, Type.FLOAT, unit, label, purpose);
    }

    static Definition time(int id, String name, Label label, Label purpose) {
        return of(id, name, Type.TIME, null, label, purpose);
    }

    static Label named(String fr, String en) {
        return new Label(fr, en);
    }

    static Label why(String fr, String en) {
        return new Label(fr, en);
    }

    /** The same resource, reported when it moved by at least {@code width}, in its unit. */
    Definition deadband(double width) {
        return with(new Reporting.Deadband(width), urgency);
    }

    /** The same resource, reported in snapshots only. */
    Definition snapshotOnly() {
        return with(new Reporting.SnapshotOnly(), urgency);
    }

    /** The same resource, of which any change leaves at once. */
    Definition urgent() {
        return with(reporting, new Urgency.AnyChange());
    }

    /** The same resource, leaving at once when it crosses {@code limit}, in its unit. */
    Definition urgentFrom(double limit) {
        return with(reporting, new Urgency.Crossing(limit));
    }

    /** The same resource, of which only values from {@code min} to {@code max} are any, in its unit. */
    Definition between(double min, double max) {
        return new Definition(id, name, type, unit, new Range(min, max), reporting, urgency, label, purpose);
    }

    private Definition with(Reporting newReporting, Urgency newUrgency) {
        return new Definition(id, name, type, unit, range, newReporting, newUrgency, label, purpose);
    }

    private static Definition of(int id, String name, Type type, @Nullable String unit, Label label, Label purpose) {
        return new Definition(
                id,
                name,
                type,
                unit,
                Range.of(type, unit),
                new Reporting.OnChange(),
                new Urgency.Never(),
                label,
                purpose);
    }
}
