// SPDX-License-Identifier: Apache-2.0
"use strict";

const BEGIN = 1_000_000n;

/** A table of a part, as decode.Table has it when it is decoded. */
const partOf = (columns, rows, strings) => ({
  layout: { fields: [["kind", "s"]] },
  rows,
  columns,
  strings,
  fields: (row) => [["kind", "field of row " + row]],
});

/** A part of events [id, time, connection, severity] and connections [number, packets]. */
async function take(held, { events = [], connections, withdrawn = [], begin = BEGIN, kept = 100 }) {
  const numbers = connections || [...new Set(events.map((each) => each[2]))].map((n) => [n, -1]);
  const column = (type, values) => new type(values);
  const [i32, f64, u8] = [Int32Array, Float64Array, Uint8Array];
  const strings = ["10.0.0.1", "10.0.0.2", "established", "clean", "rto"];
  const tables = {
    connections: partOf(
      {
        number: column(f64, numbers.map(([n]) => n)),
        client: column(i32, numbers.map(() => 0)),
        clientPort: column(i32, numbers.map(([n]) => 50000 + n)),
        server: column(i32, numbers.map(() => 1)),
        serverPort: column(i32, numbers.map(() => 80)),
        state: column(i32, numbers.map(([, packets]) => (packets < 0 ? -1 : 2))),
        verdict: column(i32, numbers.map(() => 3)),
        severity: column(u8, numbers.map(() => 0)),
        first: column(f64, numbers.map(() => 0)),
        duration: column(f64, numbers.map(([, packets]) => (packets < 0 ? -1 : 10))),
        packets: column(f64, numbers.map(([, packets]) => packets)),
      },
      numbers.length,
      strings,
    ),
    events: partOf(
      {
        time: column(f64, events.map((each) => each[1])),
        kind: column(u8, events.map(() => 1)),
        severity: column(u8, events.map((each) => each[3] || 0)),
        connection: column(i32, events.map((each) => numbers.findIndex(([n]) => n === each[2]))),
        fromServer: column(u8, events.map(() => 0)),
        reason: column(i32, events.map(() => 4)),
      },
      events.length,
      strings,
    ),
  };
  const Table = decode.Table;
  decode.Table = function (name) {
    return Object.assign(tables[name], { readColumns() {}, readDetails() {} });
  };
  try {
    await held.take({
      begin: String(begin),
      strings,
      tables,
      live: {
        ids: events.map(([id]) => id),
        withdrawn,
        status: { events_kept: kept, connections_kept: kept },
      },
    });
  } finally {
    decode.Table = Table;
  }
}

const made = () => new holding.Holding([{ name: "a" }, { name: "b" }], BEGIN);
const idsOf = (held) => Array.from(held.alive(), (row) => held.events.columns.id[row]);

test("events of one part follow those of another", async () => {
  const held = made();
  await take(held, { events: [[1, 5, 7]] });
  await take(held, { events: [[2, 6, 7], [3, 7, 9]], begin: BEGIN + 100n });

  equal(idsOf(held), [1, 2, 3]);
  equal(held.events.columns.time, Float64Array.of(5, 106, 107));
  equal(held.events.columns.connection, Int32Array.of(0, 0, 1));
  equal(held.connections.columns.number, Float64Array.of(7, 9));
  equal(held.connections.columns.events1, Int32Array.of(2, 1));
  equal(held.connections.columns.events0, undefined);
});

test("an event that is told twice is there once", async () => {
  const held = made();
  await take(held, { events: [[1, 5, 7]] });
  await take(held, { events: [[1, 5, 7], [2, 6, 7]] });

  equal(idsOf(held), [1, 2]);
  equal(held.severities, [2, 0, 0]);
});

test("a withdrawn event counts no longer", async () => {
  const held = made();
  await take(held, { events: [[1, 5, 7, 2], [2, 6, 7, 0]] });
  await take(held, { withdrawn: [1, 99] });

  equal(idsOf(held), [2]);
  equal(held.severities, [1, 0, 0]);
  equal(held.events.columns.gone, Uint8Array.of(1, 0));
  equal(held.connections.columns.events1, Int32Array.of(1));
});

test("what is known of a connection is not lost to a part that knows less", async () => {
  const held = made();
  await take(held, { connections: [[7, 40]] });
  await take(held, { events: [[1, 30, 7]] });

  equal(held.connections.columns.packets, Float64Array.of(40));
  equal(held.connections.columns.duration, Float64Array.of(30));
  await take(held, { connections: [[7, 50]] });
  equal(held.connections.columns.packets, Float64Array.of(50));
});

test("of many events the latest are held, and rows are numbered anew", async () => {
  const held = made();
  for (let id = 0; id < 3000; id++) {
    await take(held, { events: [[id, id, id % 3]] });
  }

  equal(held.held, 100);
  equal(idsOf(held), Array.from({ length: 100 }, (_, i) => 2900 + i));
  equal(held.events.rows < 1200, true);
  equal(held.connections.columns.held.reduce((sum, n) => sum + n, 0), 100);
  equal(held.isRenumbered, true);
});

test("of many connections those with events stay, then those heard of last", async () => {
  const held = made();
  await take(held, { events: [[1, 1, 0]], kept: 20 });
  for (let number = 1; number <= 40; number++) {
    await take(held, { connections: [[number, 1]], kept: 20 });
  }

  const numbers = Array.from(held.connections.columns.number);
  equal(numbers.length <= 25, true);
  equal(numbers.includes(0), true);
  equal(numbers.includes(40), true);
  equal(numbers.includes(1), false);
  equal(held.connections.columns.number[held.events.columns.connection[0]], 0);
  equal(held.strings[held.connections.columns.client[0]], "10.0.0.1");
});

test("further fields are found in the part that they came with", async () => {
  const held = made();
  await take(held, { events: [[1, 5, 7], [2, 6, 7]] });
  await take(held, { events: [[3, 7, 7]] });

  equal(held.events.details(1).get("kind"), "field of row 1");
  equal(held.events.details(2).get("kind"), "field of row 0");
  equal(held.events.layout.fields, [["kind", "s"]]);
});
