/** Tests of the object tree. */
@NullMarked
package org.socle.edge.tree;

import org.jspecify.annotations.NullMarked;
