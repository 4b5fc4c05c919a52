/** Tests of what decides, keeps and sends. */
@NullMarked
package org.socle.edge.publish;

import org.jspecify.annotations.NullMarked;
