package org.socle.fleet.store;

import java.util.Collection;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on many machines or places, of which one that is broken must not keep the others from theirs. What concerns all of them, a
 * full disk say, still ends it.
 */
public final class Isolated {
    private static final Logger LOG = LoggerFactory.getLogger(Isolated.class);
    private static final String SAVEPOINT = "isolated";

    private Isolated() {}

    /**
     * Does something for each; what fails is logged.
     *
     * @param what one of them is, for the log
     * @return how many failed
     */
    public static <T> int each(Collection<T> all, String what, Consumer<T> work) {
        int failed = 0;
        for (T one : all) {
            try {
                work.accept(one);
            } catch (RuntimeException | StackOverflowError e) {
                rethrowWhatConcernsAll(e);
                LOG.error("{} {} is left out", what, one, e);
                failed++;
            }
        }
        return failed;
    }

    /** The same within a transaction, of which the part of one that fails is taken back. */
    public static <T> int each(Handle handle, Collection<T> all, String what, Consumer<T> work) {
        return each(all, what, one -> {
            handle.savepoint(SAVEPOINT);
            try {
                work.accept(one);
                handle.releaseSavepoint(SAVEPOINT);
            } catch (RuntimeException | StackOverflowError e) {
                rethrowWhatConcernsAll(e);
                handle.rollbackToSavepoint(SAVEPOINT);
                throw e;
            }
        });
    }

    private static void rethrowWhatConcernsAll(Throwable error) {
        if (error instanceof RuntimeException all && DatabaseTrouble.of(all) != DatabaseTrouble.REQUEST) {
            throw all;
        }
    }
}
