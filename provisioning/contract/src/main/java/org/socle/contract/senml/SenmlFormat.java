package org.socle.contract.senml;

import java.util.Arrays;
import java.util.Optional;

/** The two encodings Socle speaks, with their MQTT and HTTP content types. */
public enum SenmlFormat {
    CBOR("application/senml+cbor"),
    JSON("application/senml+json");

    private final String contentType;

    SenmlFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** The format of a content type; empty when it is none of the two. */
    public static Optional<SenmlFormat> of(String contentType) {
        return Arrays.stream(values())
                .filter(format -> format.contentType.equalsIgnoreCase(contentType))
                .findFirst();
    }
}
