/** Who may look: one-time sign-in links, sessions, API tokens. */
@NullMarked
package org.socle.fleet.account;

import org.jspecify.annotations.NullMarked;
