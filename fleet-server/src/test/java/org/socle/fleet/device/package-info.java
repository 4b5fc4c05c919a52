@NullMarked
package org.socle.fleet.device;

import org.jspecify.annotations.NullMarked;
