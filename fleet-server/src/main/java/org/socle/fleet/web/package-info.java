/** The web server: routes, layout, languages, errors. Pages and API live in their slices. */
@NullMarked
package org.socle.fleet.web;

import org.jspecify.annotations.NullMarked;
