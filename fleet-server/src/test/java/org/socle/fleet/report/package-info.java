@NullMarked
package org.socle.fleet.report;

import org.jspecify.annotations.NullMarked;
