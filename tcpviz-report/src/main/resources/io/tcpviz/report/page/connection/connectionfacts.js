// SPDX-License-Identifier: Apache-2.0
// What is known of one connection, in parts: facts, both directions side by side, its events.
"use strict";

const connectionFacts = (() => {
  const { el } = dom;

  /** What both sides sent, side by side; null where flows.jsonl says nothing of it. */
  function directions(row) {
    const known = session.connections.details(row);
    const names = [...known.keys()]
      .filter((name) => /^(c2s|s2c)\./.test(name))
      .map((name) => name.slice(4));
    const value = (side, name) => {
      const found = known.get(side + "." + name);
      return found === undefined || found === null ? format.UNKNOWN : words.value(name, found);
    };
    return names.length === 0
      ? null
      : el(
          "table.sides",
          {},
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              el("th", { scope: "col" }, "Sent by"),
              el("th.num", { scope: "col" }, "client"),
              el("th.num", { scope: "col" }, "server"),
            ),
          ),
          el(
            "tbody",
            {},
            [...new Set(names)].map((name) =>
              el(
                "tr",
                {},
                el("th", { scope: "row" }, words.label(name)),
                el("td.num", {}, value("c2s", name)),
                el("td.num", {}, value("s2c", name)),
              ),
            ),
          ),
        );
  }

  /** Facts of one connection as pairs. */
  function facts(row) {
    const c = session.connections.columns;
    const known = session.connections.details(row);
    const pair = (name, value) =>
      value && value !== format.UNKNOWN && el("div", {}, el("dt", {}, name), el("dd", {}, value));
    return el(
      "dl.pairs",
      {},
      pair("Client", session.client(row)),
      pair("Server", session.server(row)),
      pair("First packet", c.duration[row] < 0 ? "" : session.clock(c.first[row])),
      pair("Duration", format.duration(c.duration[row])),
      pair("Handshake", format.duration(c.handshake[row])),
      pair("End", session.state(row)),
      pair("Spent waiting", format.duration(c.lostTime[row])),
      pair("Capture point", words.vantage(known.get("vantage"))),
      pair("Capture", words.capture(known.get("capture_grade"), known.get("capture_flaws"))),
    );
  }

  /** The connection's events by kind. */
  const tally = (row) =>
    session.kindsOf(row).length > 0 &&
    el(
      "p.tally",
      {},
      session
        .kindsOf(row)
        .map(([kind, n]) =>
          el(
            "span",
            {},
            dom.kindIcon(session.kinds[kind].name),
            session.kinds[kind].title + " " + format.count(n),
          ),
        ),
    );

  const wireshark = (row) => {
    const filter = session.filterOf(row);
    return (
      filter &&
      el("p", {}, "Wireshark: ", dom.copyable(filter, "the display filter for this connection"))
    );
  };

  /** A connection under its row. */
  const detail = (row) =>
    el(
      "div.connection-detail",
      {},
      el("div", {}, facts(row), tally(row), wireshark(row)),
      directions(row),
    );

  return { detail, directions, facts, tally, wireshark };
})();
