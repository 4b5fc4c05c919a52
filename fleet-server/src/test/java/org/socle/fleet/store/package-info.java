@NullMarked
package org.socle.fleet.store;

import org.jspecify.annotations.NullMarked;
