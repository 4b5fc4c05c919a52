@NullMarked
package org.socle.fleet.config;

import org.jspecify.annotations.NullMarked;
