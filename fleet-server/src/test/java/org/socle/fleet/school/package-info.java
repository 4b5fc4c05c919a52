@NullMarked
package org.socle.fleet.school;

import org.jspecify.annotations.NullMarked;
