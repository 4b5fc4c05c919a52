/** Tests of the package of the same name. */
@NullMarked
package org.socle.enrol.authority;

import org.jspecify.annotations.NullMarked;
