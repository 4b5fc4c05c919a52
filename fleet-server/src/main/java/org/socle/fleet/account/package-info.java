/** People with an account: one-time sign-in links, passwords, second factors, sessions, API tokens. */
@NullMarked
package org.socle.fleet.account;

import org.jspecify.annotations.NullMarked;
