/** Tests of the whole server, and of the server with the agent. */
@NullMarked
package org.socle.fleet.app;

import org.jspecify.annotations.NullMarked;
