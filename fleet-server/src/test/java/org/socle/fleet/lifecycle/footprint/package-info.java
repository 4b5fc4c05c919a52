@NullMarked
package org.socle.fleet.lifecycle.footprint;

import org.jspecify.annotations.NullMarked;
