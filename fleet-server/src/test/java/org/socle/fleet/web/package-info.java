@NullMarked
package org.socle.fleet.web;

import org.jspecify.annotations.NullMarked;
