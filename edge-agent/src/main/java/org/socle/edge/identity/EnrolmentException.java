package org.socle.edge.identity;

import java.util.List;

/**
 * The machine could not join, or could not renew what it has.
 *
 * <p>Its text is a key of the command line's messages, with {@link #arguments}: it is for people, in their language.
 */
public final class EnrolmentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Object> arguments;
    private final boolean lasting;

    EnrolmentException(String key, boolean lasting, Object... arguments) {
        super(key);
        this.lasting = lasting;
        this.arguments = List.of(arguments);
    }

    EnrolmentException(String key, Throwable cause, Object... arguments) {
        super(key, cause);
        this.lasting = false;
        this.arguments = List.of(arguments);
    }

    /** Key of the message. */
    public String key() {
        return String.valueOf(getMessage());
    }

    public Object[] arguments() {
        return arguments.toArray();
    }

    /** Whether asking again without changing anything cannot help. */
    public boolean lasting() {
        return lasting;
    }
}
