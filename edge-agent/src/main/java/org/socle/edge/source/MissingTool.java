package org.socle.edge.source;

import java.io.IOException;

/** A program is not installed. Its message is the program's name. */
public final class MissingTool extends IOException {
    private static final long serialVersionUID = 1L;

    public MissingTool(String program) {
        super(program);
    }
}
