package org.socle.fleet.health;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RepeatedLinesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = context.getLogger("of.a.test");

    @BeforeEach
    void install() {
        context.addTurboFilter(new RepeatedLines(nanos::get));
        lines.start();
        log.addAppender(lines);
    }

    @Test
    void sixtyOfAKindAreWrittenAMinuteAndOthersAsEver() {
        for (int i = 0; i < 1_000; i++) {
            log.info("refused pack {}", i);
        }
        log.info("something else");
        assertThat(lines.list).hasSize(61);
        assertThat(lines.list.get(59).getFormattedMessage()).isEqualTo("refused pack 59");

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        ListAppender<ILoggingEvent> summary = new ListAppender<>();
        summary.start();
        Logger own = (Logger) LoggerFactory.getLogger(RepeatedLines.class);
        own.addAppender(summary);
        log.info("refused pack {}", 1_000);
        own.detachAppender(summary);

        assertThat(lines.list.get(61).getFormattedMessage()).isEqualTo("refused pack 1000");
        assertThat(summary.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("940 more lines like this were left out: refused pack {}");
    }

    @Test
    void theBrokersLinesAreKnownByTheirCode() {
        for (int i = 0; i < 100; i++) {
            log.error("AMQ224088: Timeout (10 seconds) on acceptor \"mqtts\" during protocol handshake with /127.0.0.1:"
                    + i);
        }
        assertThat(lines.list).hasSize(60);
    }

    @Test
    void whatIsNotLoggedAnywayCountsForNothing() {
        log.setLevel(ch.qos.logback.classic.Level.WARN);
        for (int i = 0; i < 100; i++) {
            log.info("pack {}", i);
        }
        log.setLevel(ch.qos.logback.classic.Level.INFO);
        log.info("pack {}", 100);
        assertThat(lines.list).hasSize(1);
    }
}
