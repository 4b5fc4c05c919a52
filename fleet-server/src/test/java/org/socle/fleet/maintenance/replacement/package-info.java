@NullMarked
package org.socle.fleet.maintenance.replacement;

import org.jspecify.annotations.NullMarked;
