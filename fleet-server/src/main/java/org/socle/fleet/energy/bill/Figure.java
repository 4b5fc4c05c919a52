package org.socle.fleet.energy.bill;

/**
 * A figure on a page. There is none without a method.
 *
 * @param label what it is
 * @param value with its unit
 * @param more what goes with it: how sure it is, what it rests on
 * @param method id of the method on the same page, to which the figure is a link
 */
public record Figure(String label, String value, String more, String method) {}
