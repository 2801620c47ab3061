// SPDX-License-Identifier: Apache-2.0
// The table of connections, and both directions of one side by side.
"use strict";

const connectionTable = (() => {
  const { el } = dom;

  function eventsCell(row) {
    const kinds = session.kindsOf(row);
    const most = kinds.slice(0, 2);
    return kinds.length === 0 ? el("span.muted", {}, "0") : el("span.tally", {},
      el("b", {}, format.count(session.eventCounts[row])),
      most.map(([kind, n]) => el("span", { title: session.kinds[kind].title + ": " + format.count(n) }, dom.kindIcon(session.kinds[kind].name), format.count(n))),
      kinds.length > most.length && el("span.muted", {}, "…"));
  }

  const verdictCell = (row) => (session.eventCounts[row] === 0 ? el("span.muted", {}, format.capital(session.verdict(row)) || format.UNKNOWN)
    : el("span.what", {}, dom.severityIcon(session.connections.columns.severity[row]), format.capital(session.verdict(row)) || words.severities[session.connections.columns.severity[row]].title));

  function columns() {
    const c = session.connections.columns;
    const figure = (title, width, values, show) => ({ title, width, css: "num", key: (row) => values[row], descending: true, cell: (row) => show(values[row]) });
    const text = (title, width, value) => ({ title, width, key: (row) => value(row), cell: value });
    const figures = [
      figure("Packets", 84, c.packets, format.count),
      figure("Payload", 90, c.payloadBytes, format.bytes),
      figure("Sent again", 96, c.retransmittedPackets, format.count),
      figure("RTT", 84, c.rtt, format.duration),
      figure("Waiting", 90, c.lostTime, format.duration),
    ];
    return [
      { title: "#", width: 56, css: "num", key: (row) => c.number[row], cell: (row) => String(c.number[row]) },
      text("Client", 172, session.client),
      text("Server", 172, session.server),
      { title: "Verdict", width: 130, descending: true, key: (row) => (session.eventCounts[row] ? (c.severity[row] + 1) * 1e10 + session.eventCounts[row] : 0), cell: verdictCell },
      { title: "Events", width: 156, descending: true, key: (row) => session.eventCounts[row], cell: eventsCell },
      ...(session.hasFigures ? figures : []),
      { title: "Start", width: 108, css: "num", key: (row) => c.first[row], cell: (row) => (c.duration[row] < 0 ? format.UNKNOWN : format.moment(session.since(c.first[row]), 3)) },
      figure("Duration", 116, c.duration, format.duration),
    ];
  }

  /** The table with its search field. options: activate?(row) or detail?(row) */
  function create(options) {
    const made = columns();
    const grid = table.create(made, { label: "Connections", empty: "No connection matches.", ...options });
    const all = Uint32Array.from({ length: session.connections.rows }, (_, row) => row);
    const status = el("p.status", { role: "status" });
    const search = el("input", { type: "search", placeholder: "Address, port, state, #number …", "aria-label": "Search connections", oninput: find });
    const healthy = el("input", { type: "checkbox", onchange: find });

    function find() {
      const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const rows = all.filter((row) => {
        if (healthy.checked && session.eventCounts[row] === 0) {
          return false;
        }
        const number = "#" + session.connections.columns.number[row];
        return terms.every((term) => (term.startsWith("#") ? term === number
          : [session.flow(row), session.state(row), session.verdict(row)].join(" ").toLowerCase().includes(term)));
      });
      grid.setRows(rows);
      status.textContent = format.many(rows.length, "connection") + (rows.length < all.length ? " of " + format.count(all.length) : "");
    }

    find();
    grid.sortBy(made.findIndex((column) => column.title === "Verdict"), false);
    const element = el("div", {}, el("div.filters", {}, el("div.tools", {}, search,
      el("label.check", {}, healthy, "only those with events"), status)), grid.element);
    return {
      element,
      show(row) {
        search.value = "";
        healthy.checked = false;
        find();
        grid.show(row);
      },
      redraw: grid.redraw,
    };
  }

  /** What both sides sent, side by side; null where flows.jsonl says nothing of it. */
  function directions(row) {
    const known = session.connections.details(row);
    const names = [...known.keys()].filter((name) => /^(c2s|s2c)\./.test(name)).map((name) => name.slice(4));
    const value = (side, name) => {
      const found = known.get(side + "." + name);
      return found === undefined || found === null ? format.UNKNOWN : words.value(name, found);
    };
    return names.length === 0 ? null : el("table.sides", {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Sent by"), el("th.num", { scope: "col" }, "client"), el("th.num", { scope: "col" }, "server"))),
      el("tbody", {}, [...new Set(names)].map((name) => el("tr", {}, el("th", { scope: "row" }, words.label(name)),
        el("td.num", {}, value("c2s", name)), el("td.num", {}, value("s2c", name))))));
  }

  /** Facts of one connection as pairs. */
  function facts(row) {
    const c = session.connections.columns;
    const pair = (name, value) => value && value !== format.UNKNOWN && el("div", {}, el("dt", {}, name), el("dd", {}, value));
    return el("dl.pairs", {},
      pair("Client", session.client(row)), pair("Server", session.server(row)),
      pair("First packet", c.duration[row] < 0 ? "" : session.clock(c.first[row])),
      pair("Duration", format.duration(c.duration[row])), pair("Handshake", format.duration(c.handshake[row])),
      pair("End", session.state(row)), pair("Spent waiting", format.duration(c.lostTime[row])));
  }

  /** The connection's events by kind. */
  const tally = (row) => session.kindsOf(row).length > 0 && el("p.tally", {}, session.kindsOf(row).map(([kind, n]) =>
    el("span", {}, dom.kindIcon(session.kinds[kind].name), session.kinds[kind].title + " " + format.count(n))));

  const wireshark = (row) => {
    const filter = session.filterOf(row);
    return filter && el("p", {}, "Wireshark: ", dom.copyable(filter, "the display filter for this connection"));
  };

  /** A connection under its row. */
  const detail = (row) => el("div.connection-detail", {}, el("div", {}, facts(row), tally(row), wireshark(row)), directions(row));

  return { create, detail, directions, facts, tally, wireshark };
})();
