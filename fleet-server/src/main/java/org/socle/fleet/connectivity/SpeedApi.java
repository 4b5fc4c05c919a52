package org.socle.fleet.connectivity;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.socle.fleet.access.Permission;

/** Data to carry for machines that measure their line: with their certificate, and only when they were asked to. */
public final class SpeedApi {
    private static final String PATH = "/device/speed";
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    /** Longer than any compression on the way remembers, so that repeating it helps nobody. */
    private static final byte[] NOISE = new byte[1 << 16];

    private static final int BUFFER_BYTES = 16_384;

    static {
        new Random().nextBytes(NOISE);
    }

    private final Function<X509Certificate, Optional<UUID>> devices;
    private final Grants grants;

    /**
     * Prepares the routes.
     *
     * @param devices tells whose certificate one is; empty when it lets nobody in
     */
    public SpeedApi(Function<X509Certificate, Optional<UUID>> devices, Grants grants) {
        this.devices = devices;
        this.grants = grants;
    }

    /** Nobody is signed in here: who asks shows a certificate. */
    public void routes(RoutesConfig routes) {
        routes.get(PATH, this::down, Permission.ANYBODY);
        routes.post(PATH, this::up, Permission.ANYBODY);
    }

    private UUID device(Context context) {
        X509Certificate[] presented = context.attribute(CERTIFICATES);
        if (presented == null || presented.length == 0) {
            throw new ForbiddenResponse();
        }
        return devices.apply(presented[0]).orElseThrow(ForbiddenResponse::new);
    }

    private void take(UUID device, long down, long up) {
        if (!grants.take(device, down, up)) {
            throw new HttpResponseException(HttpStatus.TOO_MANY_REQUESTS.getCode());
        }
    }

    private void down(Context context) {
        UUID device = device(context);
        String asked = context.queryParam("bytes");
        if (asked != null && !asked.matches("\\d{1,9}")) {
            throw new BadRequestResponse("'bytes' is not a whole number");
        }
        int bytes = asked == null ? Grants.DOWN_BYTES : Integer.parseInt(asked);
        take(device, bytes, 0);
        context.contentType("application/octet-stream").header("Cache-Control", "no-store, no-transform");
        context.res().setContentLength(bytes);
        try {
            // Past what compresses and what computes entity tags.
            OutputStream out = context.res().getOutputStream();
            for (int left = bytes; left > 0; left -= NOISE.length) {
                out.write(NOISE, 0, Math.min(left, NOISE.length));
            }
            out.flush();
        } catch (IOException e) {
            // The machine has stopped: its time is over.
            throw new UncheckedIOException(e);
        }
    }

    private void up(Context context) {
        UUID device = device(context);
        long length = context.req().getContentLengthLong();
        if (length < 0) {
            throw new HttpResponseException(HttpStatus.LENGTH_REQUIRED.getCode());
        }
        take(device, 0, length);
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = context.req().getInputStream()) {
            while (in.read(buffer) >= 0) {
                // Only the time it takes counts.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.status(HttpStatus.NO_CONTENT);
    }
}
