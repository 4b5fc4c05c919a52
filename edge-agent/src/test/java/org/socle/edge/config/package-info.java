/** Tests of the settings. */
@NullMarked
package org.socle.edge.config;

import org.jspecify.annotations.NullMarked;
