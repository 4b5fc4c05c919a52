/** Opens and migrates the database. Flows in: the data directory; out: one JDBI handle at a time for writing, many for reading. */
@NullMarked
package org.socle.fleet.store;

import org.jspecify.annotations.NullMarked;
