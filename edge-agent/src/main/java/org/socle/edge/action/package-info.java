/** What the server may have this machine do. Flows in: commands; out: replies. */
@NullMarked
package org.socle.edge.action;

import org.jspecify.annotations.NullMarked;
