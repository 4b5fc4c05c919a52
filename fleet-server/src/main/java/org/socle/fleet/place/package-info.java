/** Places: collectivité, circonscription, school, room; who to call there, and lists of them to import. */
@NullMarked
package org.socle.fleet.place;

import org.jspecify.annotations.NullMarked;
