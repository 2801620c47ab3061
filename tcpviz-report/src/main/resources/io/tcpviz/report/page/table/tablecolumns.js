// SPDX-License-Identifier: Apache-2.0
// The columns of the table of connections: which there are, how their cells look, and which of
// them are shown where nobody chose.
"use strict";

const tableColumns = (() => {
  const { el } = dom;
  const ROOM = 8; // digits for which the cell of events has room beside two icons
  const TAIL = 10; // characters of an address that always show, those of an IPv6 interface

  // The first of these are shown in any width, the others while there is room.
  const ALWAYS = 6;
  const PREFERRED = [
    "connection",
    "verdict",
    "client",
    "server",
    "events",
    "lost_time_ms",
    "throughput_over_time",
    "duration_ms",
    "payload_bytes",
    "retransmitted_packets",
    "rtt_ms",
    "start_ms",
    "packets",
    "throughput_bits_per_s",
    "handshake_ms",
  ];

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
              el("span.visually-hidden", {}, session.kinds[kind].title + " "),
              format.count(n),
            ),
          ),
          kinds.length > most.length && el("span.muted", {}, "…"),
        );
  }

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

  function verdictCell(row) {
    const severity = session.connections.columns.severity[row];
    const said = format.capital(session.verdict(row));
    return session.eventCounts[row] === 0
      ? el("span.muted", {}, said || format.UNKNOWN)
      : el("span.what", {}, dom.severityIcon(severity), said || words.severities[severity].title);
  }

  const cells = {
    verdict: verdictCell,
    client: (row) => endpointCell(session.client(row)),
    server: (row) => endpointCell(session.server(row)),
    events: eventsCell,
    throughput_over_time: (row) => sparkline.create(row) || format.UNKNOWN,
  };

  /** The gravest first, and among them those with most events. */
  const gravity = (row) =>
    session.eventCounts[row] > 0
      ? (session.connections.columns.severity[row] + 1) * 1e10 + session.eventCounts[row]
      : 0;

  let hosts = null; // places of all texts, and so of addresses, in their order
  addEventListener("tcpviz:session", () => {
    hosts = null;
  });

  /** By address, then by port. */
  const endpointKey = (side) => (row) => {
    const c = session.connections.columns;
    hosts ??= sorting.ranks(session.texts());
    return hosts[c[side][row]] * 65536 + c[side + "Port"][row];
  };

  const orders = {
    verdict: { key: gravity, descending: true },
    client: { key: endpointKey("client") },
    server: { key: endpointKey("server") },
  };

  /** Every metric as a column of a table. */
  const all = () =>
    metrics.all().map((metric) => ({
      ...metric,
      css: metric.isText || metric.id === "events" ? "" : "num",
      cell: cells[metric.id] || metric.show,
      ...orders[metric.id],
    }));

  /** The names of those that fit into `width` CSS pixels. */
  function fitting(all, width) {
    let left = width;
    const names = PREFERRED.filter((id, i) => {
      const column = all.find((each) => each.id === id);
      const fits = column && (i < ALWAYS || column.width <= left);
      left -= fits ? column.width : 0;
      return fits;
    });
    return new Set(names);
  }

  return { all, fitting };
})();
