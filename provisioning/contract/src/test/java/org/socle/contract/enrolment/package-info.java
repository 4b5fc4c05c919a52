@NullMarked
package org.socle.contract.enrolment;

import org.jspecify.annotations.NullMarked;
