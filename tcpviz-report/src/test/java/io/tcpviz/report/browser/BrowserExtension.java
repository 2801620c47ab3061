// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the browser with the first test that needs it and ends it after the last. */
final class BrowserExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    browser(context).newTab();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Browser browser = browser(context);
    if (context.getExecutionException().isPresent()) {
      browser.screenshot(
          "failed-"
              + context.getRequiredTestClass().getSimpleName()
              + "-"
              + context.getRequiredTestMethod().getName());
      return;
    }
    browser.assertQuiet();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return browser(context);
  }

  private static Browser browser(ExtensionContext context) {
    Optional<Programs> programs = Programs.find();
    assumeTrue(programs.isPresent(), Programs.MISSING);
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            Browser.class, key -> new Browser(programs.orElseThrow()), Browser.class);
  }
}
