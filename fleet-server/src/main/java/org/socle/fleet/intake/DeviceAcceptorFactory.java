package org.socle.fleet.intake;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;
import org.apache.activemq.artemis.utils.actors.OrderedExecutor;

/** Makes the broker's acceptor for devices, whose connections stand at a {@link Threshold} first. Made by the broker, by its name. */
public final class DeviceAcceptorFactory implements AcceptorFactory {
    /** The threshold, among the settings of the acceptor. */
    static final String THRESHOLD = "socleThreshold";

    private static final String TLS = "ssl";

    @Override
    public Acceptor createAcceptor(
            String name,
            ClusterConnection connection,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            Executor threadPool,
            ScheduledExecutorService scheduledThreadPool,
            Map<String, ProtocolManager> protocolMap,
            String threadFactoryGroupName,
            MetricsManager metricsManager) {
        Threshold threshold = (Threshold) Objects.requireNonNull(configuration.get(THRESHOLD), THRESHOLD);
        return new NettyAcceptor(
                name,
                connection,
                configuration,
                handler,
                listener,
                scheduledThreadPool,
                new OrderedExecutor(threadPool),
                protocolMap,
                threadFactoryGroupName,
                metricsManager) {
            @Override
            public SslHandler getSslHandler(ByteBufAllocator allocator, String host, int port) throws Exception {
                SslHandler tls = super.getSslHandler(allocator, host, port);
                tls.handshakeFuture().addListener(done -> {
                    if (done.isSuccess()) {
                        threshold.stand((Channel) done.getNow(), TLS, certificate(tls));
                    }
                });
                return tls;
            }
        };
    }

    private static String certificate(SslHandler tls) throws SSLPeerUnverifiedException {
        X509Certificate peer = (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
        return peer.getIssuerX500Principal().getName() + ' ' + peer.getSerialNumber();
    }
}
