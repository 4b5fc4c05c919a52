/**
 * Equipment from its purchase to its end, and what the law asks of it. Flows in: facts that people enter or import; out: three
 * rates that are never added up – purchases from reuse (AGEC), re-use of what is retired (REEN), refurbished machines in use
 * (our own) – each with its numerator, its denominator and what is behind them.
 */
@NullMarked
package org.socle.fleet.lifecycle;

import org.jspecify.annotations.NullMarked;
