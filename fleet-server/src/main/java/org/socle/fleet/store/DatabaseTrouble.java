package org.socle.fleet.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Why the database refused: what decides whether to wait, to set a message aside or to stop taking any. */
public enum DatabaseTrouble {
    /** Somebody else writes: it passes. */
    BUSY,
    /** No space left for the file or its journal: it passes when somebody makes room. */
    FULL,
    /** The file, or the file system it lies on, may not be written. */
    READ_ONLY,
    /** A page of the file does not hold what it should, or the file is no database. */
    DAMAGED,
    /** The disk or the file system under the file fails. */
    UNREADABLE,
    /** What was asked for broke a rule of the tables: the file is in order, the request is not. */
    REQUEST;

    /** What an error of the database, wrapped however often, amounts to; {@link #REQUEST} when none is in it. */
    public static DatabaseTrouble of(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof SQLTransientConnectionException) {
                return BUSY;
            }
            if (each instanceof SQLiteException sqlite) {
                return of(sqlite.getResultCode());
            }
            if (each instanceof SQLException sql) {
                // Some errors of the driver carry the number only.
                return of(SQLiteErrorCode.getErrorCode(sql.getErrorCode()));
            }
        }
        return REQUEST;
    }

    private static DatabaseTrouble of(SQLiteErrorCode code) {
        // The lower eight bits are the kind, the rest says more of it (sqlite.org/rescode.html).
        return switch (code.code & 0xFF) {
            case 5, 6 -> BUSY;
            case 13 -> FULL;
            case 8, 3, 14, 23 -> READ_ONLY;
            case 11, 26 -> DAMAGED;
            case 10 -> UNREADABLE;
            default -> REQUEST;
        };
    }

    /** Whether no request at all succeeds before somebody or something mends it. */
    public boolean everybody() {
        return this != REQUEST && this != BUSY;
    }
}
