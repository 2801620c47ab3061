// SPDX-License-Identifier: Apache-2.0
"use strict";

/** A session of two connections and the given events, [time, kind, severity, connection, reason]. */
function known(rows) {
  const column = (i, Type) => Type.from(rows, (row) => row[i]);
  const flows = ["10.0.0.1:1 → 10.0.0.2:80", "10.0.0.3:2 → [fe80::1]:443"];
  return {
    kinds: [
      { name: "retransmission", title: "Retransmission" },
      { name: "zero_window", title: "Zero window" },
    ],
    connections: { rows: 2, columns: { number: [7, 12] } },
    events: {
      columns: {
        time: column(0, Float64Array),
        kind: column(1, Uint8Array),
        severity: column(2, Uint8Array),
        connection: column(3, Int32Array),
        reason: column(4, Int32Array),
      },
    },
    order: Uint32Array.from(rows.keys()),
    flow: (row) => flows[row],
    sender: (event) => rows[event][3],
    text: (number) => ["triple_duplicate_ack", "ack_stall_timeout"][number],
    texts: () => ["triple_duplicate_ack", "ack_stall_timeout"],
  };
}

const four = () =>
  known([
    [10, 0, 2, 0, 0],
    [20, 1, 1, 0, 1],
    [30, 0, 0, 1, 0],
    [40, 1, 2, 1, 1],
  ]);

const everything = { only: null, kinds: [true, true], severities: [true, true, true], text: "" };

const passing = (filter) => lanes.select(four(), { ...everything, ...filter });

test("without a filter every event passes, in time order", () => {
  equal(passing({}), [0, 1, 2, 3]);
});

test("kinds, severities and a given set narrow each other", () => {
  equal(passing({ kinds: [true, false] }), [0, 2]);
  equal(passing({ severities: [false, false, true] }), [0, 3]);
  equal(passing({ kinds: [true, false], severities: [false, false, true] }), [0]);
  equal(passing({ only: new Set([1, 3]), severities: [true, true, false] }), [1]);
});

test("all words of the text must occur, in the connection, the kind or the reason", () => {
  equal(passing({ text: "10.0.0.1" }), [0, 1]);
  equal(passing({ text: "FE80 zero" }), [3]);
  equal(passing({ text: "window nowhere" }), []);
});

test("a number sign asks for one connection and not for those that begin like it", () => {
  equal(passing({ text: "#12" }), [2, 3]);
  equal(passing({ text: "#1" }), []);
});

test("the first event not before a time is found from any position", () => {
  const list = Uint32Array.of(0, 1, 2, 3);
  const times = Float64Array.of(10, 20, 20, 40);

  equal(
    [5, 10, 15, 20, 40, 41].map((time) => lanes.lowerBound(list, times, time)),
    [0, 0, 1, 1, 3, 4],
  );
  equal(lanes.lowerBound(list, times, 5, 2), 2);
});

test("lanes hold every event once, by severity", () => {
  const session = four();
  for (const grouping of ["kind", "connection", "host"]) {
    const made = lanes.group(session, session.order, grouping);
    const held = made.flatMap((lane) => lane.lists.flatMap((list) => [...list]));

    equal(held.sort(), [0, 1, 2, 3]);
    made.forEach((lane) =>
      lane.lists.forEach((list, severity) =>
        list.forEach((event) => equal(session.events.columns.severity[event], severity)),
      ),
    );
  }
});

test("lanes of connections stand in the order of their weight", () => {
  const session = known([
    [1, 0, 0, 0, 0],
    [2, 0, 0, 0, 0],
    [3, 0, 2, 1, 0],
  ]);

  equal(
    lanes.group(session, session.order, "connection").map((lane) => lane.title),
    ["#12  10.0.0.3:2 → [fe80::1]:443", "#7  10.0.0.1:1 → 10.0.0.2:80"],
  );
});

test("of the events near a time the gravest is meant, then the nearest", () => {
  const times = Float64Array.of(10, 14, 20);
  const lane = { lists: [Uint32Array.of(0, 2), Uint32Array.of(), Uint32Array.of(1)] };

  equal(lanes.nearest(lane, times, 11, 5), 1);
  equal(lanes.nearest(lane, times, 11, 2), 0);
  equal(lanes.nearest(lane, times, 30, 5), -1);
});
