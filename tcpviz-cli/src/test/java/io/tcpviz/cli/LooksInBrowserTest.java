// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.browser.Browser;
import io.tcpviz.report.browser.InBrowser;
import io.tcpviz.report.browser.Picture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages at the sizes of a telephone, a tablet and a desk, light and dark, and on paper. */
@InBrowser
class LooksInBrowserTest {
  private static final int COLOURS = 12; // of a chart in which something is drawn

  @TempDir static Path directory;
  private static AnalysedSample sample;

  @BeforeAll
  static void analyse() {
    sample = AnalysedSample.of(directory, "slow-readers.pcap");
  }

  @ParameterizedTest
  @CsvSource({"390, light", "390, dark", "800, light", "800, dark", "1360, light", "1360, dark"})
  void pagesFitTheirWindowAndChartsAreDrawn(int width, String scheme, Browser browser) {
    String name = width + "-" + scheme;
    browser.size(width, 900).scheme(scheme).open(sample.report());
    browser.await("document.querySelector('#timeline canvas')").frames(2);

    assertFits(browser);
    assertLightness(scheme, browser.screenshot("report-" + name));
    assertDrawn(browser.screenshot("timeline-" + name, "#timeline .chart"));

    browser.open(sample.report(), "#connection=1");
    browser.await("document.querySelector('.charts canvas')").frames(2);
    assertFits(browser);
    assertLightness(scheme, browser.screenshot("connection-" + name));
    assertDrawn(browser.screenshot("charts-" + name, ".charts"));
  }

  @Test
  void aConnectionWithoutEventsFitsANarrowWindowToo(Browser browser) {
    AnalysedSample quiet = AnalysedSample.of(directory.resolve("quiet"), "sequence-wrap.pcap");

    browser.size(390, 900).open(quiet.report(), "#connection=0");

    assertFits(browser);
    browser.screenshot("connection-without-events-390");
  }

  private static void assertFits(Browser browser) {
    String wide = "document.scrollingElement.scrollWidth";
    assertEquals(browser.value("document.scrollingElement.clientWidth"), browser.value(wide));
  }

  private static void assertDrawn(Picture chart) {
    assertTrue(chart.colours() >= COLOURS, "colours of a chart: " + chart.colours());
  }

  private static void assertLightness(String scheme, Picture picture) {
    boolean isLight = picture.lightness() > 127;
    assertEquals(scheme.equals("light"), isLight, "lightness " + picture.lightness());
  }

  @Test
  void theReadersOwnChoiceOfAThemeOutlivesThePage(Browser browser) {
    browser.open(sample.report());
    String theme = "document.documentElement.dataset.theme";
    for (int i = 0; i < 3 && !browser.value(theme).equals("dark"); i++) {
      browser.click("[aria-label^='Theme:']");
    }

    browser.open(sample.page("summary"));

    assertEquals("dark", browser.value(theme));
    assertLightness("dark", browser.screenshot("theme-chosen"));
  }

  @Test
  void paperIsLightAndComplete(Browser browser) {
    browser.scheme("dark").open(sample.report());
    browser.run(
        "addEventListener('beforeprint', () => document.body.setAttribute('data-printed',"
            + " document.documentElement.dataset.theme), {once: true})");

    Map<String, Object> printed = browser.send("Page.printToPDF", Map.of());

    byte[] pdf = Base64.getDecoder().decode(String.valueOf(printed.get("data")));
    assertTrue(new String(pdf, 0, 5, StandardCharsets.US_ASCII).equals("%PDF-"));
    assertEquals("light", browser.find("body").getDomAttribute("data-printed"));
    assertEquals("dark", browser.value("document.documentElement.dataset.theme"));
    browser.medium("print").run("dispatchEvent(new Event('beforeprint'))");
    assertLightness("light", browser.frames(2).screenshot("print"));
  }

  @Test
  void aPageWithoutMotionHasNone(Browser browser) {
    browser.open(sample.report());

    assertEquals("0", browser.value("document.getAnimations().length"));
  }
}
