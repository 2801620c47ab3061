// SPDX-License-Identifier: Apache-2.0
// Events as a table to take away, with the names that events.jsonl has for their fields.
"use strict";

const eventCsv = (() => {
  const FIRST = [
    "ts",
    "event",
    "severity",
    "reason",
    "src",
    "sport",
    "dst",
    "dport",
    "connection",
  ];

  function packet(event) {
    const { connection, fromServer } = session.events.columns;
    const row = connection[event];
    const columns = session.connections.columns;
    const ends = fromServer[event] ? ["server", "client"] : ["client", "server"];
    const port = (end) => (columns[end + "Port"][row] < 0 ? null : columns[end + "Port"][row]);
    return [
      ...ends.flatMap((end) => [session.text(columns[end][row]), port(end)]),
      columns.number[row],
    ];
  }

  /** The given events as csv.patiently gives them. */
  function pieces(events) {
    const { time, kind, severity, reason } = session.events.columns;
    const further = [...new Set(session.events.layout.fields.map(([name]) => name))];
    const ofPacket = further.filter((name) => name.startsWith("@"));
    const fields = [...ofPacket, ...further.filter((name) => !ofPacket.includes(name))];
    const names = fields.map((name) => name.replace(/^@/, ""));
    const place = new Map(fields.map((name, i) => [name, FIRST.length + i]));
    return csv.patiently([...FIRST, ...names], events, (event) => {
      const cells = [
        session.stamp(time[event]),
        session.kinds[kind[event]].name,
        words.severities[severity[event]].name,
        session.text(reason[event]),
        ...packet(event),
        ...fields.map(() => null),
      ];
      for (const [name, value] of session.events.fields(event)) {
        cells[place.get(name)] = value;
      }
      return cells;
    });
  }

  return { pieces };
})();
