package org.socle.enrol;

/**
 * What people recognise a machine by. A text that is not known is empty.
 *
 * @param hostName at most 64 characters, as the others
 */
public record Label(String hostName, String manufacturer, String model, String serialNumber) {
    private static final int LONGEST_TEXT = 64;

    public Label {
        hostName = cut(hostName);
        manufacturer = cut(manufacturer);
        model = cut(model);
        serialNumber = cut(serialNumber);
    }

    private static String cut(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() > LONGEST_TEXT ? clean.substring(0, LONGEST_TEXT) : clean;
    }
}
