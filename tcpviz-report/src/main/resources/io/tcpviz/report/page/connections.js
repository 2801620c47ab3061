// SPDX-License-Identifier: Apache-2.0
// The table of connections, and both directions of one side by side.
"use strict";

const connectionTable = (() => {
  const { el } = dom;

  const ROOM = 8; // digits for which the cell has room beside two icons

  function eventsCell(row) {
    const kinds = session.kindsOf(row);
    const two = kinds.slice(0, 2);
    const figures = [session.eventCounts[row], ...two.map(([, n]) => n)];
    const most = figures.map(format.count).join("").length <= ROOM ? two : two.slice(0, 1);
    return kinds.length === 0
      ? el("span.muted", {}, "0")
      : el(
          "span.tally",
          {},
          el("b", {}, format.count(session.eventCounts[row])),
          most.map(([kind, n]) =>
            el(
              "span",
              { title: session.kinds[kind].title + ": " + format.count(n) },
              dom.kindIcon(session.kinds[kind].name),
              format.count(n),
            ),
          ),
          kinds.length > most.length && el("span.muted", {}, "…"),
        );
  }

  const TAIL = 10; // characters of an address that always show, those of an IPv6 interface

  /** An address and its port: where there is no room for all, the middle goes. */
  function endpointCell(text) {
    const port = text.lastIndexOf(":") < 0 ? text.length : text.lastIndexOf(":");
    const cut = Math.max(0, port - TAIL);
    return el(
      "span.endpoint",
      { title: text },
      el("span", {}, text.slice(0, cut)),
      el("span", {}, text.slice(cut)),
    );
  }

  const verdictCell = (row) =>
    session.eventCounts[row] === 0
      ? el("span.muted", {}, format.capital(session.verdict(row)) || format.UNKNOWN)
      : el(
          "span.what",
          {},
          dom.severityIcon(session.connections.columns.severity[row]),
          format.capital(session.verdict(row)) ||
            words.severities[session.connections.columns.severity[row]].title,
        );

  function columns() {
    const c = session.connections.columns;
    const figure = (title, width, values, show) => ({
      title,
      width,
      css: "num",
      key: (row) => values[row],
      descending: true,
      cell: (row) => show(values[row]),
    });
    const endpoint = (title, value) => ({
      title,
      width: 176,
      key: value,
      cell: (row) => endpointCell(value(row)),
    });
    const figures = [
      figure("Packets", 84, c.packets, format.count),
      figure("Payload", 86, c.payloadBytes, format.bytes),
      figure("Sent again", 96, c.retransmittedPackets, format.count),
      figure("RTT", 86, c.rtt, format.duration),
      figure("Waiting", 96, c.lostTime, format.duration),
    ];
    return [
      {
        title: "#",
        width: 22 + 9 * String(c.number.reduce((most, n) => Math.max(most, n), 100)).length,
        css: "num",
        key: (row) => c.number[row],
        cell: (row) => String(c.number[row]),
      },
      {
        title: "Verdict",
        width: 130,
        descending: true,
        key: (row) =>
          session.eventCounts[row] ? (c.severity[row] + 1) * 1e10 + session.eventCounts[row] : 0,
        cell: verdictCell,
      },
      endpoint("Client", session.client),
      endpoint("Server", session.server),
      {
        title: "Events",
        width: 166,
        descending: true,
        key: (row) => session.eventCounts[row],
        cell: eventsCell,
      },
      ...(session.hasFigures ? figures : []),
      {
        title: "Start",
        width: 96,
        css: "num",
        key: (row) => c.first[row],
        cell: (row) =>
          c.duration[row] < 0 ? format.UNKNOWN : format.moment(session.since(c.first[row]), 3),
      },
      figure("Duration", 106, c.duration, format.duration),
    ];
  }

  /** The table with its search field. options: activate?(row) or detail?(row) */
  function create(options) {
    const made = columns();
    const grid = table.create(made, {
      label: "Connections",
      empty: "No connection matches.",
      ...options,
    });
    const all = Uint32Array.from({ length: session.connections.rows }, (_, row) => row);
    const status = el("p.status", { role: "status" });
    const field = el("input", {
      type: "search",
      placeholder: "Address, port, state, #number …",
      "aria-label": "Search connections",
      oninput: find,
    });
    const healthy = el("input", { type: "checkbox", onchange: find });

    function find() {
      const matches = search.matcher(field.value);
      const rows = all.filter((row) => {
        if (healthy.checked && session.eventCounts[row] === 0) {
          return false;
        }
        return matches(row);
      });
      grid.setRows(rows);
      status.textContent =
        format.many(rows.length, "connection") +
        (rows.length < all.length ? " of " + format.count(all.length) : "");
    }

    find();
    grid.sortBy(
      made.findIndex((column) => column.title === "Verdict"),
      false,
    );
    const element = el(
      "div",
      {},
      el(
        "div.filters",
        {},
        el(
          "div.tools",
          {},
          field,
          el("label.check", {}, healthy, "only those with events"),
          status,
        ),
      ),
      grid.element,
    );
    return {
      element,
      show(row) {
        field.value = "";
        healthy.checked = false;
        find();
        grid.show(row);
      },
      /** Shows all connections that match `text`. */
      find(text) {
        field.value = text;
        healthy.checked = false;
        find();
      },
      redraw: grid.redraw,
      order: grid.order,
    };
  }

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

  return { create, detail, directions, facts, tally, wireshark };
})();
