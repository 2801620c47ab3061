// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests whose methods may ask for a {@link Browser}. Each gets a tab of its own, and fails if the
 * page in it complained on the console or asked for anything but itself. Without a browser on the
 * machine such tests are passed over.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(BrowserExtension.class)
public @interface InBrowser {}
