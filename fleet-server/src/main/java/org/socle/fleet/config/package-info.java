/** The server's configuration, one record per concern. */
@NullMarked
package org.socle.fleet.config;

import org.jspecify.annotations.NullMarked;
