/** Tests of the package of the same name. */
@NullMarked
package org.socle.fleet.enrolment;

import org.jspecify.annotations.NullMarked;
