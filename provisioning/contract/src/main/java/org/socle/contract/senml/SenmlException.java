package org.socle.contract.senml;

/** The bytes are not a SenML pack. The message says what is wrong and in which record. */
public final class SenmlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SenmlException(String message) {
        super(message);
    }

    public SenmlException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
