@NullMarked
package org.socle.fleet.replacement;

import org.jspecify.annotations.NullMarked;
