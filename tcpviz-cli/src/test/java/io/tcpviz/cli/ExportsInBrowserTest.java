// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.browser.Browser;
import io.tcpviz.report.browser.InBrowser;
import io.tcpviz.report.browser.Picture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.w3c.dom.Document;

/** What a page gives away are files that other programs read. */
@InBrowser
class ExportsInBrowserTest {
  private static final int COLOURS = 12; // of a chart in which something is drawn

  @TempDir static Path directory;
  private static AnalysedSample sample;
  @TempDir Path downloads;

  @BeforeAll
  static void analyse() {
    sample = AnalysedSample.of(directory, "slow-readers.pcap");
  }

  @Test
  void theTimelineIsSavedAsAPictureAndAsADrawing(Browser browser) throws Exception {
    browser.downloadTo(downloads).open(sample.report());
    browser.await("document.querySelector('#timeline canvas')").frames(2);
    WebElement menu = browser.find("#timeline .popover");

    Picture picture = Picture.of(saved(browser, menu, "PNG"));
    assertTrue(picture.colours() >= COLOURS, "colours: " + picture.colours());
    assertTrue(picture.width() > 1000, "wide: " + picture.width());

    Document drawing = xml(saved(browser, menu, "SVG"));
    assertEquals("svg", drawing.getDocumentElement().getTagName());
    String text = drawing.getDocumentElement().getTextContent();
    assertTrue(text.contains("slow-readers.pcap"), text);
  }

  @Test
  void everyChartOfAConnectionIsSavedAsADrawingThatIsXml(Browser browser) throws Exception {
    browser.downloadTo(downloads).open(sample.report(), "#connection=1");
    browser.await("document.querySelector('.charts canvas')").frames(2);

    List<WebElement> menus =
        browser.driver().findElements(By.cssSelector(".charts .panel:not(.hindrances) .popover"));
    assertTrue(!menus.isEmpty());
    for (WebElement menu : menus) {
      Document drawing = xml(saved(browser, menu, "SVG"));
      assertEquals("svg", drawing.getDocumentElement().getTagName());
    }
  }

  @Test
  void theEventsInViewAreSavedAsATableOfTheirFields(Browser browser) {
    browser.downloadTo(downloads).open(sample.report());
    browser.await("document.querySelector('#timeline canvas')");

    List<List<String>> table = csv(saved(browser, browser.find("#timeline .popover"), "CSV"));

    assertEquals(sample.events().size(), table.size() - 1);
    for (String field : List.of("frame", "event", "severity", "connection")) {
      assertEquals(
          column(sample.events().stream().map(event -> event.get(field))), column(table, field));
    }
  }

  @Test
  void theConnectionsAreSavedAsTheFileOfTheSessionHasThem(Browser browser) {
    browser.downloadTo(downloads).open(sample.report());
    browser.run("location.hash = 'connections&columns=' + metrics.all().map((each) => each.id)");
    browser.await(
        "document.querySelectorAll('#connections thead th').length === metrics.all().length");

    browser.driver().findElement(By.xpath("//*[@id='connections']//button[.='Save CSV']")).click();
    List<List<String>> table = csv(saved(browser));

    assertEquals(sample.flows().size(), table.size() - 1);
    List<Map<String, Object>> flows =
        column(table, "connection").stream()
            .map(number -> sample.flows().get(Integer.parseInt(number)))
            .toList();
    int compared = 0;
    for (String name : table.get(0)) {
      List<Double> expected = flows.stream().map(flow -> sample.figure(flow, name)).toList();
      if (!expected.contains(null)) {
        assertEquals(expected, column(table, name).stream().map(Double::valueOf).toList(), name);
        compared++;
      }
    }
    assertTrue(compared > 40, "columns that stand in flows.jsonl: " + compared);
  }

  private static List<String> column(Stream<Object> values) {
    return values.map(String::valueOf).toList();
  }

  /** The values below a title, which may be written with a capital. */
  private static List<String> column(List<List<String>> table, String title) {
    int index =
        IntStream.range(0, table.get(0).size())
            .filter(i -> table.get(0).get(i).equalsIgnoreCase(title))
            .findFirst()
            .orElseThrow(() -> new AssertionError(title + " in " + table.get(0)));
    return table.stream().skip(1).map(row -> row.get(index)).toList();
  }

  /** Presses an entry of a menu and waits for the one file that comes of it. */
  private byte[] saved(Browser browser, WebElement menu, String entry) {
    menu.findElement(By.tagName("summary")).click();
    menu.findElement(By.xpath(".//button[contains(., '" + entry + "')]")).click();
    return saved(browser);
  }

  private byte[] saved(Browser browser) {
    while (file().isEmpty()) {
      browser.frames(1);
    }
    try {
      byte[] octets = Files.readAllBytes(file().orElseThrow());
      Files.delete(file().orElseThrow());
      return octets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Path> file() {
    try (Stream<Path> files = Files.list(downloads)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(csv|png|svg)"))
          .filter(file -> file.toFile().length() > 0) // until then it only holds the name
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document xml(byte[] octets) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(octets));
  }

  /** Lines of fields; none of the fields that are asked for has a comma or a quotation mark. */
  private static List<List<String>> csv(byte[] octets) {
    String text = new String(octets, StandardCharsets.UTF_8).replaceFirst("^\ufeff", "");
    return text.lines()
        .map(line -> List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)))
        .toList();
  }
}
