// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tcpviz.report.browser.Browser;
import io.tcpviz.report.browser.InBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tests of the page's scripts, {@code src/test/js/*.test.js}: each file in a document of its
 * own, behind the scripts of the page, of which only the last, which draws the page, is left out.
 */
@InBrowser
class PageScriptsTest {
  private static final Path TESTS = Path.of("src", "test", "js");
  private static final String START = "page/start.js";

  @TempDir static Path directory;

  @TestFactory
  Stream<DynamicContainer> scripts(Browser browser) throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      List<Path> found =
          files.filter(file -> file.toString().endsWith(".test.js")).sorted().toList();
      assertFalse(found.isEmpty(), "no tests in " + TESTS);
      return found.stream()
          .map(file -> dynamicContainer(file.getFileName().toString(), tests(browser, file)));
    }
  }

  private static Stream<DynamicTest> tests(Browser browser, Path file) {
    browser
        .visit(document(file), "")
        .await("typeof kit !== 'undefined' && document.readyState === 'complete'");
    List<?> sentences = (List<?>) browser.run("return kit.sentences()");
    assertFalse(sentences.isEmpty(), () -> file + " declares no test");
    return IntStream.range(0, sentences.size())
        .mapToObj(i -> dynamicTest(String.valueOf(sentences.get(i)), () -> run(browser, i)));
  }

  private static void run(Browser browser, int index) {
    Object failure = browser.run("return kit.run(arguments[0])", index);
    assertNull(failure, () -> String.valueOf(failure));
    browser.assertQuiet();
  }

  private static Path document(Path test) {
    assertEquals(START, PageAssets.SCRIPTS.get(PageAssets.SCRIPTS.size() - 1));
    StringBuilder html = new StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\">\n");
    PageAssets.styles(PageKind.LIVE)
        .forEach(style -> html.append("<style>" + style + "</style>\n"));
    html.append("<body>\n");
    for (String name : PageAssets.SCRIPTS.subList(0, PageAssets.SCRIPTS.size() - 1)) {
      script(html, name, PageAssets.text(name));
    }
    try {
      for (Path source : List.of(TESTS.resolve("kit.js"), test)) {
        script(html, source.toString(), Files.readString(source));
      }
      return Files.writeString(directory.resolve(test.getFileName() + ".html"), html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With its name, so that errors say where they come from. */
  private static void script(StringBuilder html, String name, String text) {
    html.append("<script>").append(text).append("\n//# sourceURL=").append(name);
    html.append("\n</script>\n");
  }
}
