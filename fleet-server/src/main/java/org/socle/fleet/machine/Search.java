package org.socle.fleet.machine;

/**
 * One page of a list.
 *
 * @param page from 1
 * @param size rows a page, at least 1
 */
public record Search(Filter filter, Sort sort, int page, int size) {}
