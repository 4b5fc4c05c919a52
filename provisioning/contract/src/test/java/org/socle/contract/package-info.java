/** Tests of the package of the same name. */
@NullMarked
package org.socle.contract;

import org.jspecify.annotations.NullMarked;
