package org.socle.edge;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used: the JDK's exceptions often say no more than its name. */
final class Reason {
    private Reason() {}

    static String of(Exception e) {
        if (!(e instanceof FileSystemException failed)) {
            return String.valueOf(e.getMessage());
        }
        String reason = failed.getReason();
        String told = e instanceof AccessDeniedException
                ? "no right to write there; run this as root (sudo), or as the user the agent runs as"
                : e instanceof NoSuchFileException
                        ? "it is not there"
                        : e instanceof FileAlreadyExistsException
                                ? "it is no directory"
                                : reason == null ? e.getClass().getSimpleName() : reason;
        return failed.getFile() + ": " + told;
    }
}
