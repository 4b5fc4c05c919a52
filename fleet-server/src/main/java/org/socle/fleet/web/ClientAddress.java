package org.socle.fleet.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** From where a request comes. Stateless. */
public final class ClientAddress {
    /** An address and nothing that a log could be forged with, or a name that would be looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private ClientAddress() {}

    /**
     * The address of the browser or program, IPv4 or IPv6: behind a reverse proxy on this machine what it adds to {@code
     * X-Forwarded-For}, the last of them; from elsewhere that header could say anything.
     */
    public static String of(Context context) {
        return of(context.req().getRemoteAddr(), context.header("X-Forwarded-For"));
    }

    static String of(String remote, @org.jspecify.annotations.Nullable String forwarded) {
        if (forwarded != null && isLoopback(remote)) {
            String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
            if (ADDRESS.matcher(last).matches()) {
                return last;
            }
        }
        return remote.startsWith("[") && remote.endsWith("]") ? remote.substring(1, remote.length() - 1) : remote;
    }

    /** Whether an address, never a name, is one of this machine's own loopback interface. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
