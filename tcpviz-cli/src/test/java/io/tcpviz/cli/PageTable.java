// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.report.browser.Browser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A table of a page, of which only the rows in sight exist: it is read by scrolling through. */
record PageTable(Browser browser, String selector) {
  private static final String READ =
      """
      const [selector, done] = arguments;
      const table = document.querySelector(selector);
      const scroller = table.querySelector(".scroller");
      const text = (cell) => cell.innerText.replace(/\\s+/g, " ").trim();
      const rows = new Map();
      const drawn = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      (async () => {
        scroller.scrollTop = 0;
        for (let last = -1; last < scroller.scrollTop; ) {
          await drawn();
          table.querySelectorAll("tr[data-row]").forEach((row) =>
            rows.set(Number(row.getAttribute("aria-rowindex")), Array.from(row.cells, text)));
          last = scroller.scrollTop;
          scroller.scrollTop += scroller.clientHeight;
        }
        const order = [...rows.keys()].sort((a, b) => a - b);
        return [Array.from(table.querySelectorAll("thead th"), text), ...order.map((i) => rows.get(i))];
      })().then(done);
      """;

  /** All rows from top to bottom, each cell under the title of its column. */
  List<Map<String, String>> rows() {
    List<?> lines = (List<?>) browser.driver().executeAsyncScript(READ, selector);
    List<?> titles = (List<?>) lines.get(0);
    List<Map<String, String>> rows = new ArrayList<>();
    for (Object line : lines.subList(1, lines.size())) {
      List<?> cells = (List<?>) line;
      Map<String, String> row = new LinkedHashMap<>();
      IntStream.range(0, cells.size())
          .forEach(i -> row.put(String.valueOf(titles.get(i)), String.valueOf(cells.get(i))));
      rows.add(row);
    }
    return rows;
  }

  /** One column from top to bottom. */
  List<String> column(String title) {
    return rows().stream().map(row -> row.get(title)).toList();
  }

  /** Waits until the table holds so many rows. */
  PageTable awaitRows(int count) {
    browser.await(
        "document.querySelector(arguments[0]).querySelector('[aria-rowcount]')"
            + ".getAttribute('aria-rowcount') === String(arguments[1] + 1)",
        selector,
        count);
    return this;
  }
}
