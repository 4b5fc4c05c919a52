/** Tests of the whole server, and of the server with the agent. */
@NullMarked
package org.socle.fleet;

import org.jspecify.annotations.NullMarked;
