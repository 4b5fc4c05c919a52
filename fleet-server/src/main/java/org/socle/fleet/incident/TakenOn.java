package org.socle.fleet.incident;

import java.util.List;
import org.socle.fleet.web.Url;

/** How the page of the day is told what was just taken on, by its address. Stateless. */
public final class TakenOn {
    /** The first incident. */
    public static final String ID = "taken";

    /** How many there were. */
    public static final String MANY = "many";

    private TakenOn() {}

    /**
     * Where a form leads to, so that the page of the day tells what was taken on.
     *
     * @param back address of the page that has the form
     * @param ids what was taken on
     */
    public static String after(String back, List<Long> ids) {
        return back.startsWith("/today") && !ids.isEmpty()
                ? back
                        + (back.contains("?") ? "&" : "?")
                        + Url.pair(ID, Long.toString(ids.get(0)))
                        + (ids.size() > 1 ? "&" + Url.pair(MANY, Integer.toString(ids.size())) : "")
                : back;
    }
}
