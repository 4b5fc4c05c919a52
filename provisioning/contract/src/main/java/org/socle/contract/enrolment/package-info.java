/**
 * What a machine and a server say to each other before they trust each other: the code a person hands out, the proof that
 * the server knows it, the bundle that carries both to many machines, the hardware a machine claims to be.
 */
@NullMarked
package org.socle.contract.enrolment;

import org.jspecify.annotations.NullMarked;
