/** Settings files and the environment, read the same way at both ends. */
@NullMarked
package org.socle.contract.config;

import org.jspecify.annotations.NullMarked;
