// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a value that may be absent. Everything else in tcpviz is never null. Null checkers
 * recognise the annotation by its simple name, so no library is needed for it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE_USE)
public @interface Nullable {}
