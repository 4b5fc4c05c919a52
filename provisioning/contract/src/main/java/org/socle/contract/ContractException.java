package org.socle.contract;

/** A message breaks the contract. Its text says what is wrong and may be shown to people. */
public class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ContractException(String message) {
        super(message);
    }

    public ContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
