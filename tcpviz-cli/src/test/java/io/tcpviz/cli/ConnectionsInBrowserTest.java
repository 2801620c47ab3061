// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.browser.Browser;
import io.tcpviz.report.browser.InBrowser;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The table of connections, the page of a single one, and every way between them. */
@InBrowser
class ConnectionsInBrowserTest {
  private static final String TABLE = "#connections .table";
  private static final String OVERVIEW =
      "!document.getElementById('connections').closest('[hidden]')";

  @TempDir static Path directory;
  private static AnalysedSample sample;

  @BeforeAll
  static void analyse() {
    sample = AnalysedSample.of(directory, "slow-readers.pcap");
  }

  private static PageTable table(Browser browser) {
    return new PageTable(browser, TABLE);
  }

  @Test
  void aLinkToAConnectionThatIsNotThereSaysSo(Browser browser) {
    browser.open(sample.report(), "#connection=99");
    assertEquals("Connection #99 is not on this page.", browser.text(".missed"));
    assertEquals("true", browser.value(OVERVIEW));

    browser.run("route.go('connection', { connection: '3' })");
    browser.await("document.querySelector('.connection h2')");
    assertEquals(0, browser.count(".missed"));
  }

  @Test
  void everyFigureOfAConnectionSortsTheTableBothWays(Browser browser) {
    browser.open(sample.report());
    List<String> figures = figures(browser);
    assertTrue(figures.size() > 40, figures.toString());
    for (String figure : figures) {
      sortBy(browser, figure, figure);
      List<Double> up = values(browser, figure);
      assertEquals(up.stream().sorted().toList(), up, figure);
      sortBy(browser, figure, "-" + figure);
      List<Double> down = values(browser, figure);
      assertEquals(down.stream().sorted(Comparator.reverseOrder()).toList(), down, figure);
    }
  }

  /** The columns whose values stand in flows.jsonl as they are, for all connections. */
  private static List<String> figures(Browser browser) {
    List<?> columns = (List<?>) browser.run("return metrics.all().map((each) => each.id)");
    return columns.stream()
        .map(String::valueOf)
        .filter(id -> sample.flows().stream().allMatch(flow -> sample.figure(flow, id) != null))
        .toList();
  }

  private static List<Double> values(Browser browser, String figure) {
    return table(browser).column("#").stream()
        .map(number -> sample.figure(sample.flows().get(Integer.parseInt(number)), figure))
        .toList();
  }

  private static void sortBy(Browser browser, String figure, String sort) {
    browser.run(
        "location.hash = arguments[0]",
        "connections&columns=connection," + figure + "&sort=" + sort);
    browser.await(
        "document.querySelector(arguments[0]).querySelector('[aria-sort=' + arguments[1] + ']')"
            + " && document.querySelectorAll(arguments[0] + ' thead th').length === arguments[2]",
        TABLE,
        sort.startsWith("-") ? "descending" : "ascending",
        figure.equals("connection") ? 1 : 2);
  }

  @Test
  void aPressOnATitleSortsAndASecondOneTurnsTheOrder(Browser browser) {
    browser.open(sample.report());
    String title = "//*[@id='connections']//th//button[normalize-space()='Events']";
    String header = TABLE + " [aria-sort=%s]";

    browser.driver().findElement(By.xpath(title)).click();
    assertEquals("Events", browser.text(header.formatted("descending")));
    List<Double> down = values(browser, "events");
    browser.driver().findElement(By.xpath(title)).click();
    assertEquals("Events", browser.text(header.formatted("ascending")));
    assertEquals(down.stream().sorted().toList(), values(browser, "events"));
  }

  @Test
  void aSearchLeavesTheConnectionsThatMatch(Browser browser) {
    browser.open(sample.report());

    search(browser, "5001");
    table(browser).awaitRows(3);
    assertTrue(table(browser).column("Server").stream().allMatch(end -> end.endsWith(":5001")));
    search(browser, "#4");
    assertEquals(List.of("4"), table(browser).awaitRows(1).column("#"));
    search(browser, "nowhere");
    browser.await(
        "document.querySelector(arguments[0]).textContent.includes('No connection')", TABLE);
  }

  private static void search(Browser browser, String text) {
    var field = browser.find("#connections input[type=search]");
    field.clear();
    field.sendKeys(text);
  }

  @Test
  void aPressOnARowOpensItsConnectionAndTheWayBackIsThatOfTheBrowser(Browser browser) {
    browser.open(sample.report());
    browser.run("document.getElementById('connections').scrollIntoView()");
    browser.find(TABLE + " tr[data-row='2'] .open").click();
    browser.await("location.hash === '#connection=2'");
    assertOpen(browser, 2);

    browser.driver().navigate().back();
    browser.await(OVERVIEW);
    browser.driver().navigate().forward();
    browser.await("location.hash === '#connection=2'");
    assertOpen(browser, 2);
  }

  private static void assertOpen(Browser browser, int number) {
    Map<String, Object> flow = sample.flows().get(number);
    browser.await("document.getElementById('connections').closest('[hidden]')");
    browser.await("document.querySelector('main').innerText.includes(arguments[0])", "#" + number);
    String text = browser.find("main").getText();
    assertTrue(text.contains(flow.get("client") + ":" + flow.get("cport")), text);
    assertTrue(text.contains(flow.get("server") + ":" + flow.get("sport")), text);
  }

  @Test
  void anAddressOpensAConnectionAMomentAndAStretch(Browser browser) {
    Map<String, Object> event =
        sample.events().stream()
            .filter(each -> each.get("connection").equals(1L))
            .skip(20)
            .findFirst()
            .orElseThrow();

    browser.open(sample.report(), "#connection=1");
    assertOpen(browser, 1);
    browser.open(sample.report(), "#connection=1&frame=" + event.get("frame"));
    assertOpen(browser, 1);
    browser.await(
        "document.querySelector('.card-place').innerText.replaceAll(',', '').includes(arguments[0])",
        String.valueOf(event.get("frame")));
    browser.open(sample.report(), "#connection=1&t=2-4");
    browser.await(
        "document.querySelector('.sheet .status').textContent.startsWith('2.00 s from 2.0')");
  }

  @Test
  void anAddressThatNamesNothingShowsTheOverview(Browser browser) {
    for (String hash : List.of("#connection=99", "#connection=x", "#nowhere", "#timeline&t=9-1")) {
      browser.open(sample.report(), hash);
      browser.await(OVERVIEW);
    }
  }

  @Test
  void theKeyboardAloneLeadsFromTheTopToAConnectionAndBack(Browser browser) {
    browser.open(sample.report());
    browser.press("/");
    browser.await("document.activeElement.type === 'search'");
    browser.press("#3");
    browser.await("document.querySelectorAll('#found [role=option]').length > 0");
    browser.press(Keys.ENTER);
    browser.await("location.hash === '#connection=3'");
    assertOpen(browser, 3);

    browser.press("]");
    browser.await("location.hash.startsWith('#connection=') && location.hash !== '#connection=3'");
    browser.press(Keys.ESCAPE);
    browser.await(OVERVIEW);
  }

  @Test
  void theTabulatorReachesEveryPartOfTheReport(Browser browser) {
    browser.open(sample.report());
    StringBuilder reached = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      browser.press(Keys.TAB);
      reached.append(
          browser.value(
              "(() => { const e = document.activeElement; const s = e.closest('[id]');"
                  + " return (s ? s.id : '') + (e.matches('.chart') ? '(chart)' : '') + ' '; })()"));
    }
    for (String part : List.of("bar", "findings", "timeline", "(chart)", "connections")) {
      assertTrue(reached.indexOf(part) >= 0, () -> part + " in " + reached);
    }
  }

  @Test
  void theFilterForWiresharkIsCopied(Browser browser) {
    browser.open(sample.report(), "#connection=0");
    Map<String, Object> flow = sample.flows().get(0);
    String filter =
        "ip.addr==%s && ip.addr==%s && tcp.port==%s && tcp.port==%s"
            .formatted(
                flow.get("client"), flow.get("server"), flow.get("cport"), flow.get("sport"));
    browser.await("document.querySelector('main').innerText.includes(arguments[0])", filter);
    browser
        .driver()
        .findElement(
            By.xpath(
                "//button[starts-with(@aria-label, 'Copy the display filter for this connection')]"))
        .click();
    browser.await(
        "[...document.querySelectorAll('button')].some((each) => each.textContent.includes('Copied'))");

    browser.open(sample.page("summary"));
    browser.click("#connections input[type=search]");
    browser.press(Keys.CONTROL, "v");
    assertEquals(filter, browser.value("document.activeElement.value"));
  }
}
