package org.socle.fleet.web;

import org.jspecify.annotations.Nullable;

/**
 * Ways to the pages before and after one of a long list.
 *
 * @param previous address of the page before; null on the first
 * @param next address of the page after; null on the last
 */
public record Pager(@Nullable String previous, @Nullable String next) {
    /** The highest number a page may have. */
    public static final int MOST = 100_000;

    /**
     * The ways from one page.
     *
     * @param address of the list, up to the page's number: ends with {@code ?} or {@code &}
     * @param page from 1
     */
    public static Pager of(String address, int page, boolean more) {
        return new Pager(
                page > 1 ? address + "page=" + (page - 1) : null, more ? address + "page=" + (page + 1) : null);
    }

    /** Whether there is another page. */
    public boolean needed() {
        return previous != null || next != null;
    }
}
