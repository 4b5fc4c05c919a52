package org.socle.edge.source;

import org.jspecify.annotations.Nullable;

/**
 * What somebody who knows the machine says of its power.
 *
 * @param idle watts at rest without screen; null to take the model's
 * @param full watts at full load; null to take the model's
 * @param screen watts of one external screen that is on; 0 not to count screens
 * @param plug the smart plug it hangs on; {@link Plug#NONE} without one
 * @param make whose words the plug speaks; null without one
 * @param topic on which the plug speaks; empty without one
 * @param channel which outlet of it, from 0
 * @param plugFeedsScreens whether the external screens hang on it, too
 */
public record PowerFacts(
        @Nullable Double idle,
        @Nullable Double full,
        double screen,
        Plug plug,
        Plug.@Nullable Make make,
        String topic,
        int channel,
        boolean plugFeedsScreens) {

    /**
     * Watts of an external screen: the 50 kWh a year that ADEME's Base Empreinte implies for a 24-inch screen, over the 35 % of
     * the year that ENERGY STAR's desktop profile has it on. No better figure is known; it is marked ± 50 %.
     */
    public static final double USUAL_SCREEN = 16;

    /** Nothing is known. */
    public static final PowerFacts NONE = new PowerFacts(null, null, USUAL_SCREEN, Plug.NONE, null, "", 0, false);
}
