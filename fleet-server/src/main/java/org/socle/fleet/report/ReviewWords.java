package org.socle.fleet.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.socle.fleet.energy.bill.Bill;
import org.socle.fleet.energy.bill.BillText;
import org.socle.fleet.energy.bill.Method;
import org.socle.fleet.energy.bill.OwnText;
import org.socle.fleet.energy.factor.Factors;
import org.socle.fleet.energy.own.OwnBill;
import org.socle.fleet.lifecycle.Share;
import org.socle.fleet.lifecycle.ShareText;
import org.socle.fleet.lifecycle.footprint.FootprintText;
import org.socle.fleet.lifecycle.footprint.Footprints;
import org.socle.fleet.web.Format;
import org.socle.fleet.web.Frame;
import org.socle.fleet.web.Messages;

/** The words of a review that have to stay as they were: how everything was reckoned, in both languages. */
final class ReviewWords {
    private ReviewWords() {}

    static Map<String, Review.Words> of(
            Bill bill, OwnBill own, Factors factors, List<Share> shares, Footprints footprints, Instant now) {
        Map<String, Review.Words> words = new LinkedHashMap<>();
        for (Messages messages : List.of(Messages.FRENCH, Messages.ENGLISH)) {
            Frame frame = new Frame(
                    messages, new Format(messages, now), "", "", "", List.of(), "", "", "", now, "", null, false);
            List<Method> methods = new ArrayList<>(new BillText(bill, frame).methods(false));
            methods.add(method("change", frame));
            methods.add(method("gap", frame));
            methods.add(new Method(
                    "method-making",
                    frame.text("footprint.title"),
                    String.join(
                            " ",
                            frame.text("footprint.method.made"),
                            frame.text("footprint.method.avoided"),
                            frame.text("footprint.method.range"))));
            methods.add(OwnText.method(own, factors, frame));
            words.put(
                    messages.language(),
                    new Review.Words(
                            methods,
                            shares.stream()
                                    .map(share -> ShareText.of(share, frame))
                                    .toList(),
                            FootprintText.tiles(footprints, frame)));
        }
        return words;
    }

    private static Method method(String id, Frame frame) {
        return new Method(
                "method-" + id, frame.text("review.method." + id + ".label"), frame.text("review.method." + id));
    }
}
