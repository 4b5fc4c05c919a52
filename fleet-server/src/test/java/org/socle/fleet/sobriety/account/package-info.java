@NullMarked
package org.socle.fleet.sobriety.account;

import org.jspecify.annotations.NullMarked;
