/**
 * The only place where the agent touches the machine it runs on.
 *
 * <p>In: a root directory ({@code /}, or a captured machine in tests). Out: text of files, directory lists, output of
 * commands, sizes of file systems, what came of a connection; never an interpretation of them. What is not there is an empty answer; what is there
 * and may not be read is told apart, so that {@code doctor} can say what would allow it.
 */
@NullMarked
package org.socle.edge.source;

import org.jspecify.annotations.NullMarked;
