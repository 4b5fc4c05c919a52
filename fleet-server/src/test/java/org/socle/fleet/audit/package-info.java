@NullMarked
package org.socle.fleet.audit;

import org.jspecify.annotations.NullMarked;
