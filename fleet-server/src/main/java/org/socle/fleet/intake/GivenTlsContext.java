package org.socle.fleet.intake;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.ssl.DefaultSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;

/**
 * Lets the broker use a TLS context that is already there, whose certificates change while it runs, instead of key store
 * files. Found by the broker through {@code META-INF/services}.
 */
public final class GivenTlsContext extends DefaultSSLContextFactory {
    @Override
    public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> options) throws Exception {
        return options.get(TransportConstants.SSL_CONTEXT_PROP_NAME) instanceof SSLContext given
                ? given
                : super.getSSLContext(config, options);
    }

    /** Above the broker's own factories. */
    @Override
    public int getPriority() {
        return 100;
    }
}
