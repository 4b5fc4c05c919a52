/** Identity and trust: the secrets that let people, programs and machines in. */
@NullMarked
package org.socle.enrol;

import org.jspecify.annotations.NullMarked;
