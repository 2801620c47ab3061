// SPDX-License-Identifier: Apache-2.0
"use strict";

/** A session of two connections and the given events, [time, kind, severity, connection, reason]. */
function known(rows) {
  const column = (i, Type) => Type.from(rows, (row) => row[i]);
  const texts = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "fe80::1", "10.0.0", "ack_stall_timeout"];
  const flows = ["10.0.0.1:1 → 10.0.0.2:80", "10.0.0.3:2 → [fe80::1]:443"];
  return {
    kinds: [
      { name: "retransmission", title: "Retransmission" },
      { name: "zero_window", title: "Zero window" },
    ],
    connections: {
      rows: 2,
      columns: {
        number: [7, 12],
        client: [0, 2],
        server: [1, 3],
        clientPort: [1, 2],
        serverPort: [80, 443],
      },
    },
    eventCounts: [0, 1].map((row) => rows.filter((each) => each[3] === row).length),
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
    sender: (event) => [0, 2][rows[event][3]],
    text: (number) => texts[number],
    texts: () => texts,
  };
}

const four = () =>
  known([
    [10, 0, 2, 0, 5],
    [20, 1, 1, 0, 5],
    [30, 0, 0, 1, 4],
    [40, 1, 2, 1, 5],
  ]);

const everything = { only: null, kinds: [true, true], severities: [true, true, true], text: "" };

const passing = (filter) => selection.select(four(), { ...everything, ...filter });

test("without a filter every event passes, in time order", () => {
  equal(passing({}), [0, 1, 2, 3]);
});

test("kinds, severities and a given set narrow each other", () => {
  equal(passing({ kinds: [true, false] }), [0, 2]);
  equal(passing({ severities: [false, false, true] }), [0, 3]);
  equal(passing({ kinds: [true, false], severities: [false, false, true] }), [0]);
  equal(passing({ only: [1, 3], severities: [true, true, false] }), [1]);
});

test("a host is one of both ends: the one that is called so, or all that hold the text", () => {
  equal(passing({ host: "10.0.0.2" }), [0, 1]);
  equal(passing({ host: " FE80::1 " }), [2, 3]);
  equal(passing({ host: "0.0" }), [0, 1, 2, 3]);
  equal(passing({ host: "10.0.0" }), [0, 1, 2, 3]); // a text, but of no host
  equal(passing({ host: "10.0.0.9" }), []);
});

test("a port is one of both ends, and nothing but a port", () => {
  equal(passing({ port: "443" }), [2, 3]);
  equal(passing({ port: " 1 " }), [0, 1]);
  equal(passing({ port: "44" }), []);
  equal(passing({ port: "http" }), []);
});

test("hosts and ports are suggested by how many events they have", () => {
  const uneven = known([
    [1, 0, 0, 1, 4],
    [2, 0, 0, 1, 4],
    [3, 0, 0, 0, 4],
  ]);

  equal(selection.frequentPorts(uneven), [
    [443, 2],
    [80, 1],
  ]);
  equal(
    selection.frequentHosts(uneven).map(([host]) => host),
    ["10.0.0.3", "fe80::1", "10.0.0.1", "10.0.0.2"],
  );
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
  for (const grouping of Object.keys(lanes.groupings)) {
    const made = lanes.group(session, session.order, grouping).lanes;
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
    lanes.group(session, session.order, "connection").lanes.map((lane) => lane.title),
    ["#12  10.0.0.3:2 → [fe80::1]:443", "#7  10.0.0.1:1 → 10.0.0.2:80"],
  );
});

test("every lane stands on one page, and the last lane of a page holds all others", () => {
  const many = lanes.PAGE * 2 + 5;
  const session = known(Array.from({ length: many }, (_, i) => [i, 0, 0, i % 2, 4]));
  session.sender = (event) => event;
  session.text = (number) => "h" + number;
  session.texts = () => Array.from({ length: many }, (_, i) => session.text(i));
  const pages = [0, 1, 2].map((i) => lanes.group(session, session.order, "host", i * lanes.PAGE));
  const sizes = (page) => page.lanes.map((lane) => lane.lists[0].length);

  equal(
    pages.map((page) => page.groups),
    [many, many, many],
  );
  equal(
    pages.flatMap((page) => page.lanes.map((lane) => lane.group).filter((group) => group >= 0)),
    Array.from({ length: many }, (_, i) => i),
  );
  equal(
    pages.map((page) => sizes(page).at(-1)),
    [many - lanes.PAGE, many - lanes.PAGE, many - 5],
  );
  equal(pages[0].lanes.at(-1).title, "17 others");
});

test("an event is found among others of its time, in its own lane only", () => {
  const times = Float64Array.of(5, 5, 5, 9);
  const lane = { lists: [Uint32Array.of(0, 2, 3), Uint32Array.of(), Uint32Array.of(1)] };

  equal(lanes.has(lane, times, 0, 2), true);
  equal(lanes.has(lane, times, 0, 1), false);
  equal(lanes.has(lane, times, 2, 1), true);
  equal(lanes.has(lane, times, 1, 3), false);
});

test("a histogram counts the events in view, each once, also those at its edges", () => {
  const times = Float64Array.of(0, 10, 19, 20, 39, 40, 41);
  const list = Uint32Array.of(0, 1, 2, 3, 4, 5, 6);

  equal(lanes.histogram(list, times, { from: 10, to: 40 }, 3), [2, 1, 2]);
  equal(lanes.histogram(list, times, { from: 50, to: 60 }, 2), [0, 0]);
  equal(lanes.count({ lists: [list] }, times, 10, 41), 5);
});

test("the histogram of everything tells the severities apart", () => {
  equal(lanes.overall(four(), Uint32Array.of(0, 1, 2, 3), { from: 0, to: 40 }, 2), [
    [0, 1],
    [0, 1],
    [1, 1],
  ]);
});

test("of the events near a time the gravest is meant, then the nearest", () => {
  const times = Float64Array.of(10, 14, 20);
  const lane = { lists: [Uint32Array.of(0, 2), Uint32Array.of(), Uint32Array.of(1)] };

  equal(lanes.nearest(lane, times, 11, 5), 1);
  equal(lanes.nearest(lane, times, 11, 2), 0);
  equal(lanes.nearest(lane, times, 30, 5), -1);
});
