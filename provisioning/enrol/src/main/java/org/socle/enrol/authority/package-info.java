/**
 * The own certificate authority: what only a server needs. The agent carries none of it.
 */
@NullMarked
package org.socle.enrol.authority;

import org.jspecify.annotations.NullMarked;
