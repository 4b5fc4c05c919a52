/** Commands to machines: kept until obeyed or too late. */
@NullMarked
package org.socle.fleet.management;

import org.jspecify.annotations.NullMarked;
