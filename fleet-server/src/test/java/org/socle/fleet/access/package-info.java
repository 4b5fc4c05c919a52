@NullMarked
package org.socle.fleet.access;

import org.jspecify.annotations.NullMarked;
