/** How machines join: enrolment codes, requests, certificates, and how they are kept out again. */
@NullMarked
package org.socle.fleet.enrolment;

import org.jspecify.annotations.NullMarked;
