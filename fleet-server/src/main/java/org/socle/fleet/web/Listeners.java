package org.socle.fleet.web;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.socle.fleet.config.WebConfig;

/** Where the web server listens: plain on the loopback interface, TLS for everybody else. */
final class Listeners {
    private static final String LOOPBACK = "127.0.0.1";

    private Listeners() {}

    static Connector plain(Server server, HttpConfiguration http, WebConfig config) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(LOOPBACK);
        connector.setPort(config.port());
        return connector;
    }

    static Connector tls(Server server, HttpConfiguration http, WebConfig config, SSLContext context) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(context);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // Machines show their certificate when they renew it; browsers have none of ours and are not asked.
        tls.setWantClientAuth(true);
        HttpConfiguration secure = new HttpConfiguration(http);
        // The name in the certificate is for the client to check; a reverse proxy may use another one.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(secure));
        connector.setHost(config.host());
        connector.setPort(config.httpsPort());
        return connector;
    }
}
