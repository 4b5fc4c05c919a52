package org.socle.edge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.socle.edge.config.EnergyConfig;
import org.socle.edge.config.EnergyConfig.PlugConfig;
import org.socle.edge.source.Plug;
import org.socle.edge.source.PlugFeed;
import org.socle.edge.source.PowerFacts;
import org.socle.edge.source.Ticks;

/** What the settings say of the machine's power, as probes read it. */
final class Supply {
    private Supply() {}

    /** The plug to listen to; null when the settings name none. */
    static @Nullable PlugFeed feed(EnergyConfig config, Ticks ticks) {
        PlugConfig plug = config.plug();
        return plug == null ? null : new PlugFeed(plug.broker(), plug.topic(), plug.user(), plug.password(), ticks);
    }

    /** With the plug that is listened to, if any is. */
    static PowerFacts facts(EnergyConfig config, @Nullable PlugFeed feed) {
        PlugConfig plug = config.plug();
        return new PowerFacts(
                config.idle(),
                config.full(),
                config.screen(),
                feed == null ? Plug.NONE : feed,
                plug == null ? null : Plug.Make.valueOf(plug.make().toUpperCase(Locale.ROOT)),
                plug == null ? "" : plug.topic(),
                plug == null ? 0 : plug.channel(),
                plug != null && plug.feedsScreens());
    }
}
