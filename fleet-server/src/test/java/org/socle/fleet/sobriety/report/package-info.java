@NullMarked
package org.socle.fleet.sobriety.report;

import org.jspecify.annotations.NullMarked;
