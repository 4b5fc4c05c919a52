/**
 * The demo: a simulated fleet in a data directory of its own, made in one go and then going on in real time. In: a seed and the
 * calendar of its schools; out: messages for the intake, and nothing else that a real fleet would not have.
 */
@NullMarked
package org.socle.fleet.demo;

import org.jspecify.annotations.NullMarked;
