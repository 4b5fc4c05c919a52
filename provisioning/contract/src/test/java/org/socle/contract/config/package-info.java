@NullMarked
package org.socle.contract.config;

import org.jspecify.annotations.NullMarked;
