package org.socle.contract.enrolment;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.socle.contract.ContractException;
import org.socle.contract.FlatJson;

/**
 * A file that lets a machine join without anybody typing: on a USB stick, on the FAT partition of an image, in a package.
 *
 * <pre>{"url": "https://socle.example.fr:8443", "code": "7K3F-9QWE-2M4N-XB0C", "fingerprint": "3b7c…"}</pre>
 *
 * @param url of the server
 * @param code the enrolment code; whoever holds the file may use it, as often and as long as it is valid
 * @param fingerprint SHA-256 of a certificate the server has to show among those to trust, 64 hexadecimal digits in lower
 *     case; null when the proof of the code is enough
 */
public record EnrolmentBundle(
        URI url, EnrolmentCode code, @Nullable String fingerprint) {
    /** The name machines look for. */
    public static final String FILE_NAME = "socle-enrolment.json";

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the address.
     *
     * @throws ContractException when it is not one of a server
     */
    public static URI server(String text) {
        URI url;
        try {
            url = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new ContractException("'" + text + "' is not an address like https://socle.example.fr:8443", e);
        }
        boolean bare = url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null
                && (url.getRawPath() == null || url.getRawPath().isEmpty() || "/".equals(url.getRawPath()));
        if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null || !bare) {
            throw new ContractException("'" + text + "' is not an address like https://socle.example.fr:8443");
        }
        String address = url.toString();
        return address.endsWith("/") ? URI.create(address.substring(0, address.length() - 1)) : url;
    }

    /**
     * Reads a bundle.
     *
     * @throws ContractException when it is none; the message says what is wrong
     */
    public static EnrolmentBundle decode(byte[] json) {
        Map<String, Object> fields = FlatJson.read(json);
        String fingerprint = FlatJson.optionalText(fields, "fingerprint");
        if (fingerprint != null) {
            fingerprint = fingerprint.replace(":", "").toLowerCase(java.util.Locale.ROOT);
            if (!FINGERPRINT.matcher(fingerprint).matches()) {
                throw new ContractException("'fingerprint' is not a SHA-256: 64 hexadecimal digits");
            }
        }
        return new EnrolmentBundle(
                server(FlatJson.text(fields, "url")), EnrolmentCode.parse(FlatJson.text(fields, "code")), fingerprint);
    }

    public byte[] encode() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("url", url.toString());
        fields.put("code", code.text());
        if (fingerprint != null) {
            fields.put("fingerprint", fingerprint);
        }
        return FlatJson.write(fields);
    }
}
