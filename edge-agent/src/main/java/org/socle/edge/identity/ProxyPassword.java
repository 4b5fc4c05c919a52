package org.socle.edge.identity;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;
import org.socle.edge.config.ProxyConfig;

/** Tells the proxy's password to the proxy and to nobody else. */
public final class ProxyPassword extends Authenticator {
    private final ProxyConfig proxy;

    public ProxyPassword(ProxyConfig proxy) {
        this.proxy = proxy;
    }

    /** Answers with it wherever this process goes through the proxy: the only way for bare sockets. */
    public static void everywhere(@Nullable ProxyConfig proxy) {
        if (proxy != null && !proxy.user().isEmpty()) {
            Authenticator.setDefault(new ProxyPassword(proxy));
        }
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        boolean asked = getRequestorType() == RequestorType.PROXY
                && getRequestingPort() == proxy.port()
                && proxy.host().equalsIgnoreCase(getRequestingHost());
        return asked ? new PasswordAuthentication(proxy.user(), proxy.password().toCharArray()) : null;
    }
}
