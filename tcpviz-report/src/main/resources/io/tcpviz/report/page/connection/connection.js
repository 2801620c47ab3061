// SPDX-License-Identifier: Apache-2.0
// One connection up close, in place of the overview: verdict, facts, charts, events, directions.
"use strict";

const connectionPage = (() => {
  const { el } = dom;
  const SETTLED = 300; // milliseconds without a move until the address follows

  /**
   * Makes the page, hidden. `order()` gives the rows as the table has them; `leave()` goes back to
   * where one came from.
   */
  function create(order, leave) {
    const element = el("div.connection", { hidden: true });
    let shown = -1; // the row
    let charted = null; // its sheet

    const number = (row) => session.connections.columns.number[row];
    const address = (row) => ({ connection: String(number(row)) });

    const follow = dom.later(() => {
      if (shown >= 0 && charted) {
        route.replace("connection", { ...address(shown), ...charted.state() });
      }
    }, SETTLED);

    function neighbour(by) {
      const rows = order();
      const next = rows[rows.indexOf(shown) + by];
      return next === undefined ? null : next;
    }

    function visit(by) {
      const row = neighbour(by);
      row === null || route.go("connection", address(row));
    }

    /** A link to the connection before or behind this one in the table. */
    function stepTo(by, text, label) {
      const row = neighbour(by);
      return el(
        "a.small",
        row === null
          ? { "aria-disabled": "true", role: "link" }
          : { href: route.hash("connection", address(row)), title: label + ": #" + number(row) },
        text,
      );
    }

    const bar = (row) =>
      el(
        "nav.connection-bar",
        { "aria-label": "Connections" },
        el("button.small", { type: "button", onclick: leave }, "← Back"),
        el(
          "h2",
          { tabindex: "-1" },
          "Connection #" + number(row),
          el("small", {}, session.flow(row)),
        ),
        el(
          "span.buttons",
          {},
          stepTo(-1, "‹ Previous", "Previous connection"),
          stepTo(1, "Next ›", "Next connection"),
        ),
      );

    function verdict(row) {
      const severity = session.connections.columns.severity[row];
      const css = session.eventCounts[row] > 0 ? words.severities[severity].css : "good";
      const text =
        format.capital(session.verdict(row)) ||
        (css === "good" ? "No anomalies" : words.severities[severity].title);
      return el(
        "section.connection-head." + css,
        { "aria-label": "Verdict" },
        el(
          "p.connection-verdict",
          {},
          css === "good" ? dom.checkIcon() : dom.severityIcon(severity),
          text,
        ),
        connectionFacts.tally(row),
        connectionFacts.facts(row),
        connectionFacts.wireshark(row),
      );
    }

    /** Why segments are missing, or drawn together. */
    function why(trace) {
      const text = !trace
        ? session.traceNote || words.NO_SEGMENTS
        : trace.detail === "thinned"
          ? "A long connection: of its " +
            format.many(trace.segments, "segment") +
            ", those that simply follow each other are drawn as one, " +
            format.count(trace.rows) +
            " in all. None with an event is among them."
          : "";
      return text && el("p.why", {}, text);
    }

    function eventSection(known) {
      const n = known.moments.length;
      const list = eventList.create({
        label: "Events of this connection",
        activate: (event) => {
          charted.selectEvent(event);
          charted.element.scrollIntoView({ block: "nearest" });
        },
        empty: "Nothing happened here that is worth an event.",
      });
      list.setRows(Uint32Array.from(known.moments, ({ event }) => event));
      return el(
        "section",
        {},
        el("h3", {}, n > 0 ? format.many(n, "event") : "Events"),
        list.element,
      );
    }

    function build(row) {
      const known = study.of(row);
      charted && charted.end();
      element.replaceChildren();
      charted = sheet.create(known, follow);
      const directions = connectionFacts.directions(row);
      dom.append(element, [
        el("h1.visually-hidden", {}, session.title()),
        bar(row),
        verdict(row),
        why(known.trace),
        charted.element,
        eventSection(known),
        directions && el("section", {}, el("h3", {}, "Both directions"), directions),
      ]);
    }

    function key(event) {
      const busy = event.target.closest?.("input, select, textarea, .table, .popover, dialog");
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if (shown < 0 || modified || (busy && event.key !== "Escape")) {
        return;
      }
      const own = { Escape: leave, "[": () => visit(-1), "]": () => visit(1) };
      if (charted.key(event)) {
        event.preventDefault();
      } else if (own[event.key]) {
        event.preventDefault();
        own[event.key]();
      }
    }
    addEventListener("keydown", key);
    const redraw = () => charted && charted.redraw();
    addEventListener("tcpviz:theme", redraw);

    return {
      element,
      /** Shows the connection of `row` as the parameters of an address say. */
      show(row, params) {
        element.hidden = false;
        if (row !== shown) {
          shown = row;
          build(row);
          element.querySelector("h2").focus({ preventScroll: true });
          scrollTo(0, 0);
        }
        charted.restore(params);
      },
      /** Shows the connection that is shown anew, which may have another row by now. */
      again(row, params) {
        const height = scrollY;
        shown = row;
        build(row);
        charted.restore(params);
        scrollTo({ top: height, behavior: "instant" });
      },
      hide() {
        shown = -1;
        element.hidden = true;
        charted && charted.end();
        charted = null;
        element.replaceChildren();
      },
    };
  }

  return { create };
})();
