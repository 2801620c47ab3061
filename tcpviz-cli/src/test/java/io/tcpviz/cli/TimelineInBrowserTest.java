// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.browser.Browser;
import io.tcpviz.report.browser.InBrowser;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The timeline shows exactly the events that a choice lets pass, and every way to zoom works. */
@InBrowser
class TimelineInBrowserTest {
  private static final List<String> SEVERITIES = List.of("INFO", "WARNING", "CRITICAL");

  @TempDir static Path directory;
  private static AnalysedSample sample;

  @BeforeAll
  static void analyse() {
    sample = AnalysedSample.of(directory, "slow-readers.pcap");
  }

  private static void assertListed(TimelineOnPage timeline, Predicate<Map<String, Object>> holds) {
    List<String> expected = timeline.expected(holds);
    assertEquals(expected, timeline.listed(expected.size()));
  }

  private static boolean has(Map<String, Object> event, String field, Object value) {
    return String.valueOf(value).equals(String.valueOf(AnalysedSample.field(event, field)));
  }

  @Test
  void allEventsAreListedInTheirOrder(Browser browser) {
    assertListed(TimelineOnPage.open(browser, sample, ""), event -> true);
  }

  @Test
  void aChipOfASeverityHidesItsEventsAndNoOthers(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "");
    List<WebElement> chips =
        browser.driver().findElements(By.cssSelector("[aria-label='Severities'] .chip"));
    for (int i = 0; i < SEVERITIES.size(); i++) {
      String severity = SEVERITIES.get(i);
      chips.get(i).click();
      assertListed(timeline, event -> !has(event, "severity", severity));
      chips.get(i).click();
    }
    assertListed(timeline, event -> true);
  }

  @Test
  void aChipOfAKindHidesItsEventsAndNoOthersAndTwoClicksLeaveOnlyThem(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "");
    String kinds = "[aria-label='Kinds of events'] .chip";
    for (WebElement chip : browser.driver().findElements(By.cssSelector(kinds))) {
      String title = chip.getText().replaceFirst("\\s*[\\d,]+$", "");
      Predicate<String> isOne = line -> line.replaceFirst("^[\\d,]+ ", "").equals(title);
      List<String> all = timeline.expected(event -> true);
      List<String> others = all.stream().filter(isOne.negate()).toList();
      chip.click();
      assertEquals(others, timeline.listed(others.size()));
      chip.click();
      new Actions(browser.driver()).doubleClick(chip).perform();
      assertEquals(
          all.stream().filter(isOne).toList(), timeline.listed(all.size() - others.size()));
      browser.driver().findElement(By.xpath("//button[.='Clear filters']")).click();
    }
    assertListed(timeline, event -> true);
  }

  @Test
  void wordsMustAllOccurAndANumberSignMeansOneConnection(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "");

    timeline.type("text", "37794");
    assertListed(timeline, e -> has(e, "sport", 37794) || has(e, "dport", 37794));
    timeline.type("text", "#4");
    assertListed(timeline, e -> has(e, "connection", 4));
    timeline.type("text", "probe_of_closed_window");
    assertListed(timeline, e -> has(e, "extra.reason", "probe_of_closed_window"));
    timeline.type("text", "loss_infer #1");
    assertListed(timeline, e -> has(e, "event", "loss_infer") && has(e, "connection", 1));
    timeline.type("text", "nowhere");
    assertListed(timeline, e -> false);
    assertTrue(browser.text("#timeline").contains("No event passes the filters."));
  }

  @Test
  void hostAndPortArePartOfTheConnectionNotOfOtherWords(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "");

    timeline.type("port", "5001");
    assertListed(timeline, e -> has(e, "sport", 5001) || has(e, "dport", 5001));
    timeline.type("host", "10.77.0.1").type("text", "#1");
    assertListed(timeline, e -> has(e, "connection", 1));
    timeline.type("port", "500");
    assertListed(timeline, e -> false);
  }

  @Test
  void theWheelZoomsAroundThePointerAndBackToTheWhole(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "");
    List<BigDecimal> whole = timeline.view();

    timeline.wheel(0.25, -5);

    awaitOther(timeline, whole);
    List<BigDecimal> near = timeline.view();
    double before = length(whole);
    double at = whole.get(0).doubleValue() + before / 4;
    assertTrue(length(near) < before, near.toString());
    assertTrue(near.get(0).doubleValue() < at && at < near.get(1).doubleValue(), near.toString());
    assertListed(timeline, timeline.inView());

    browser
        .driver()
        .findElement(By.cssSelector("[aria-label='Reset: show the whole capture']"))
        .click();
    assertEquals(whole, timeline.view());
    assertListed(timeline, event -> true);
  }

  @Test
  void aDragShowsWhatItCovered(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "");
    double whole = length(timeline.view());

    timeline.drag(0.5, 0.75);

    assertEquals(whole / 4, length(timeline.view()), whole / 100);
    assertListed(timeline, timeline.inView());
    new Actions(browser.driver()).doubleClick(browser.find("#timeline .u-over")).perform();
    assertListed(timeline, event -> true);
  }

  @Test
  void theWindowOfTheStripIsDrawnMovedAndStretched(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "");
    double whole = length(timeline.view());

    timeline.drag("#timeline .strip", 0.2, 0.5);
    List<BigDecimal> drawn = timeline.view();
    assertEquals(whole * 0.3, length(drawn), whole / 50);
    assertListed(timeline, timeline.inView());

    timeline.drag("#timeline .strip", 0.35, 0.55);
    assertEquals(length(drawn), length(timeline.view()), 1e-5);
    assertEquals(
        drawn.get(0).doubleValue() + whole / 5, timeline.view().get(0).doubleValue(), whole / 50);

    browser.run("document.querySelector(\"[aria-label='End of the view']\").focus()");
    browser.press(Keys.END);
    assertEquals(whole, timeline.view().get(1).doubleValue(), whole / 50);
    assertListed(timeline, timeline.inView());
  }

  @Test
  void keysZoomMoveAndLeadFromEventToEventToItsConnection(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "");
    double whole = length(timeline.view());
    browser.run("document.querySelector('#timeline .chart').focus()");

    browser.press("++");
    assertEquals(whole / 4, length(timeline.view()), whole / 100);
    assertListed(timeline, timeline.inView());
    BigDecimal from = timeline.view().get(0);
    browser.press(Keys.SHIFT, Keys.ARROW_RIGHT);
    assertTrue(timeline.view().get(0).compareTo(from) > 0);
    browser.press("0");
    assertListed(timeline, event -> true);

    browser.press(Keys.ARROW_RIGHT).press(Keys.ARROW_RIGHT);
    Map<String, Object> second = sample.events().get(1);
    String spoken = browser.text("#timeline [aria-live=polite]");
    assertTrue(spoken.matches(".*frame " + second.get("frame") + "\\b.*"), spoken);
    browser.press(Keys.ENTER);
    browser.await(
        "location.hash.startsWith(arguments[0])", "#connection=" + second.get("connection"));
  }

  @Test
  void theAddressBringsTheSameEventsBack(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "");
    timeline.type("port", "5001").choose("connection");
    browser.driver().findElement(By.cssSelector("[aria-label='Severities'] .chip")).click();
    Predicate<Map<String, Object>> passes =
        event ->
            !has(event, "severity", "INFO")
                && (has(event, "sport", 5001) || has(event, "dport", 5001));
    assertListed(timeline, passes); // the lanes stand still from here on
    timeline.drag(0.1, 0.6);
    Predicate<Map<String, Object>> chosen = passes.and(timeline.inView());
    List<String> expected = timeline.expected(chosen);
    assertFalse(expected.isEmpty());
    assertEquals(expected, timeline.listed(expected.size()));
    browser.await(
        "['&t=', '&severity=', '&port=5001', '&lanes=connection']"
            + ".every((part) => location.hash.includes(part))");
    String hash = browser.value("location.hash");

    browser.visit(sample.session().resolve("summary.html"), "");
    TimelineOnPage again = TimelineOnPage.open(browser, sample, hash);

    assertEquals(expected, again.listed(expected.size()));
  }

  @Test
  void theAddressOfAStretchAndAKindNeedsNoMore(Browser browser) {
    TimelineOnPage timeline =
        TimelineOnPage.open(browser, sample, "#timeline&t=2-4&kind=zero_window");

    assertListed(
        timeline,
        event ->
            has(event, "event", "zero_window")
                && timeline.isWithin(event, BigDecimal.valueOf(2), BigDecimal.valueOf(4)));
  }

  @Test
  void lanesOfConnectionsAreNamedAndLeadToThem(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "").choose("connection");

    browser.await("document.querySelectorAll('.lane-names > *').length === arguments[0]", 6);
    List<String> names = new ArrayList<>(browser.texts(".lane-names > *"));
    assertTrue(names.stream().allMatch(name -> name.matches("#\\d .*→.*")), names.toString());
    assertListed(timeline, event -> true);
    browser.click(".lane-names > *");
    browser.await(
        "location.hash.startsWith(arguments[0])", "#connection=" + names.get(0).charAt(1));
  }

  @Test
  void theEventsOfAFindingAreThoseThatItCounts(Browser browser) {
    TimelineOnPage timeline = TimelineOnPage.open(browser, sample, "");
    List<WebElement> links =
        browser
            .driver()
            .findElements(
                By.xpath(
                    "//*[@id='findings']//li//*[self::a or self::button][contains(., 'event')]"));
    assertEquals(browser.count("#findings li"), links.size());
    for (WebElement link : links) {
      int count = Integer.parseInt(link.getText().split(" ")[0]);
      link.click();
      assertEquals(count, timeline.listed(count).size());
    }
  }

  private static double length(List<BigDecimal> view) {
    return view.get(1).subtract(view.get(0)).doubleValue();
  }

  private static void awaitOther(TimelineOnPage timeline, List<BigDecimal> view) {
    timeline
        .browser()
        .await(
            "!document.querySelector(\"[aria-label='The stretch of time in view']\")"
                + ".getAttribute('aria-valuetext').includes(arguments[0])",
            view.get(1).toPlainString());
  }
}
