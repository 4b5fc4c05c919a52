@NullMarked
package org.socle.fleet.account;

import org.jspecify.annotations.NullMarked;
