package org.socle.fleet.web;

/**
 * Content of the error page.
 *
 * @param reference what to quote when asking for help; empty when the error is the visitor's
 */
public record Problem(String title, String sentence, String reference) {}
