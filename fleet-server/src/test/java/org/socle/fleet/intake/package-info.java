/** Tests of the intake, on a real broker and a real database. */
@NullMarked
package org.socle.fleet.intake;

import org.jspecify.annotations.NullMarked;
