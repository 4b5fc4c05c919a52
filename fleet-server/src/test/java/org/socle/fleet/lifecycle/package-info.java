@NullMarked
package org.socle.fleet.lifecycle;

import org.jspecify.annotations.NullMarked;
