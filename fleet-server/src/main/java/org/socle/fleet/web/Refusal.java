package org.socle.fleet.web;

import java.util.Arrays;

/** A change that cannot be made as asked, with the reason for whoever asked. Nothing has been changed. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] arguments;

    /**
     * A refusal.
     *
     * @param key of the reason in the message files
     */
    public Refusal(String key, Object... arguments) {
        super(key + Arrays.toString(arguments));
        this.key = key;
        this.arguments = arguments;
    }

    /** Key of the reason in the message files. */
    public String key() {
        return key;
    }

    /** The reason in a language. */
    public String in(Messages messages) {
        return messages.text(key, arguments);
    }
}
