// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.report.browser.Browser;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.WheelInput.ScrollOrigin;

/** The timeline of an open page: what it shows, and the gestures that it knows. */
record TimelineOnPage(Browser browser, AnalysedSample sample) {
  private static final String STRETCH = "[aria-label='The stretch of time in view']";
  private static final String PLOT = "#timeline .chart .u-over";
  private static final Pattern VIEW = Pattern.compile("([\\d.,]+) s to ([\\d.,]+) s");

  /** Opens the report, high enough that nothing scrolls, with the list of events in view. */
  static TimelineOnPage open(Browser browser, AnalysedSample sample, String hash) {
    browser.size(1360, 3000).open(sample.report(), hash);
    browser.click("#timeline details.listed summary");
    return new TimelineOnPage(browser, sample);
  }

  /** The events listed, as frame and kind, once the page says that there are so many. */
  List<String> listed(int count) {
    browser.await(
        "document.querySelector('#timeline [role=status]').textContent.startsWith(arguments[0])",
        grouped(count) + " ");
    PageTable table = new PageTable(browser, "#timeline details.listed .table").awaitRows(count);
    return count == 0
        ? List.of()
        : table.rows().stream().map(row -> row.get("Frame") + " " + row.get("Event")).toList();
  }

  /** The events of the file for which something holds, named in the same way. */
  List<String> expected(Predicate<Map<String, Object>> holds) {
    Map<Object, Object> titles = new HashMap<>();
    ((List<?>) browser.run("return session.kinds"))
        .forEach(
            kind -> titles.put(((Map<?, ?>) kind).get("name"), ((Map<?, ?>) kind).get("title")));
    return sample.events().stream()
        .filter(holds)
        .map(event -> grouped(event.get("frame")) + " " + titles.get(event.get("event")))
        .toList();
  }

  /** The beginning and the end of the stretch in view, in seconds of the capture. */
  List<BigDecimal> view() {
    Matcher shown = VIEW.matcher(browser.find(STRETCH).getDomAttribute("aria-valuetext"));
    if (!shown.matches()) {
      throw new IllegalStateException(shown.toString());
    }
    return List.of(seconds(shown.group(1)), seconds(shown.group(2)));
  }

  private static BigDecimal seconds(String text) {
    return new BigDecimal(text.replace(",", ""));
  }

  /** Whether an event lies in the stretch that is in view at the time of this call. */
  Predicate<Map<String, Object>> inView() {
    List<BigDecimal> view = view();
    return event -> isWithin(event, view.get(0), view.get(1));
  }

  /** Whether an event lies in a stretch of time, both ends included. */
  boolean isWithin(Map<String, Object> event, BigDecimal from, BigDecimal to) {
    BigDecimal time = sample.seconds(event);
    return time.compareTo(from) >= 0 && time.compareTo(to) <= 0;
  }

  /** Types into one of the fields of the filters in place of what it holds. */
  TimelineOnPage type(String field, String text) {
    var input = browser.find("#timeline [aria-label='Filter events by " + field + "']");
    input.clear();
    input.sendKeys(text);
    return this;
  }

  TimelineOnPage choose(String lanes) {
    browser.click("#timeline select option[value='" + lanes + "']");
    return this;
  }

  /** Turns the wheel over a place of the plot, given as a share of its width; up is nearer. */
  void wheel(double place, int steps) {
    new Actions(browser.driver())
        .scrollFromOrigin(
            ScrollOrigin.fromElement(browser.find(PLOT), offset(PLOT, place), 0), 0, steps * 100)
        .perform();
  }

  /** Drags from one place of an element to another, given as shares of its width. */
  void drag(String selector, double from, double to) {
    var element = browser.find(selector);
    int start = offset(selector, from);
    new Actions(browser.driver())
        .moveToElement(element, start, 0)
        .clickAndHold()
        .moveByOffset((offset(selector, to) - start) / 2, 0)
        .moveByOffset(offset(selector, to) - start - (offset(selector, to) - start) / 2, 0)
        .release()
        .perform();
  }

  /** Drags over the plot. */
  void drag(double from, double to) {
    drag(PLOT, from, to);
  }

  private int offset(String selector, double place) {
    return (int) Math.round((place - 0.5) * browser.find(selector).getSize().getWidth());
  }

  static String grouped(Object number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
