// SPDX-License-Identifier: Apache-2.0
"use strict";

const LAYOUT = {
  rows: 3,
  blockRows: 64,
  columns: [],
  fields: [
    ["capture_grade", "s"],
    ["c2s.rtt_min_ms", "d"],
    ["c2s.rtt_min_ms", "n"],
    ["s2c.payload_bytes", "i"],
  ],
  shapes: [[0, 1, 3], [0, 2, 3], []],
};
const TEXTS = ["10.0.0.10", "10.0.0.9", "reset", "closed", "good", "poor", "degraded"];

/** A session of three connections, as if a page had held it. */
function open() {
  const connections = new decode.Table("connections", LAYOUT, TEXTS);
  connections.columns = {
    number: [0, 1, 2],
    client: [0, 1, 1],
    clientPort: [5000, 80, 443],
    server: [1, 0, 0],
    serverPort: [80, 9, 9],
    state: [2, 3, 3],
    verdict: [6, 6, -1],
    severity: [2, 0, 0],
    first: [0, 1e9, -5],
    duration: [2e9, 0, -1],
    handshake: [-1, 1500, -1],
    lostTime: [1e6, 0, -1],
    packets: [7, 5, -1],
    payloadBytes: [1000, 0, -1],
    retransmittedPackets: [1, 0, -1],
    rtt: [2e6, -1, -1],
    events0: [2, 0, 0],
  };
  // In each row the number of its shape; then the fields, each as differences of twice a value.
  connections.bytes = Uint8Array.from([0, 1, 2, 8, 2, 0xa0, 0x9c, 0x01, 10, 4]);
  connections.offsets = Float64Array.of(0, 10);
  Object.assign(session, {
    connections,
    events: null,
    kinds: [{ name: "retransmission", title: "Retransmission" }],
    eventCounts: Float64Array.of(2, 0, 0),
    hasFigures: true,
    hasTraces: false,
    from: 0,
    since: (time) => time,
    texts: () => TEXTS,
    stateName: (row) => TEXTS[connections.columns.state[row]],
    stateTitle: (name) => name,
    state: (row) => TEXTS[connections.columns.state[row]],
    verdict: (row) => TEXTS[connections.columns.verdict[row]] || "",
    client: (row) => TEXTS[connections.columns.client[row]] + ":" + connections.columns.clientPort[row],
    server: (row) => TEXTS[connections.columns.server[row]] + ":" + connections.columns.serverPort[row],
    flow: (row) => session.client(row) + " → " + session.server(row),
  });
  return metrics.all();
}
const metric = (id) => open().find((each) => each.id === id);
const values = (id) => [0, 1, 2].map(metric(id).raw);

test("every field of a connection is a metric, of both directions too, each once", () => {
  const ids = open().map(({ id }) => id);

  equal(new Set(ids).size, ids.length);
  for (const id of ["capture_grade", "c2s_rtt_min_ms", "s2c_payload_bytes", "retransmission_events"]) {
    equal([id, ids.includes(id)], [id, true]);
  }
});

test("files have raw figures in the unit of the name, and nothing for what is not known", () => {
  equal(values("duration_ms"), [2000, 0, null]);
  equal(values("handshake_ms"), [null, 0.0015, null]);
  equal(values("payload_bytes"), [1000, 0, null]);
  equal(values("throughput_bits_per_s"), [4000, null, null]);
  equal(values("start_ms"), [0, 1000, null]);
  equal(values("c2s_rtt_min_ms"), [0.01, null, null]);
  equal(values("s2c_payload_bytes"), [5, 7, null]);
  equal(values("capture_grade"), ["good", "poor", null]);
});

test("people read figures with units, and a dash for what is not known", () => {
  equal([0, 1, 2].map(metric("duration_ms").show), ["2.00 s", "0 s", "–"]);
  equal([0, 2].map(metric("c2s_rtt_min_ms").show), ["10.0 µs", "–"]);
});

test("addresses are ordered as numbers, then by port", () => {
  open();
  const column = tableColumns.all().find(({ id }) => id === "client");

  equal(sorting.order(Uint32Array.of(0, 1, 2), column.key, true), [1, 2, 0]);
});

test("the gravest verdict comes first, one without events last", () => {
  open();
  const column = tableColumns.all().find(({ id }) => id === "verdict");

  equal(sorting.order(Uint32Array.of(2, 1, 0), column.key, false), [0, 1, 2]);
});

test("as many columns are shown as fit, the most telling first", () => {
  open();
  const all = tableColumns.all();
  const widthOf = (names) => all.reduce((sum, { id, width }) => sum + (names.has(id) ? width : 0), 0);
  const narrow = tableColumns.fitting(all, 100);
  const wide = tableColumns.fitting(all, 1200);

  equal([...narrow], ["connection", "verdict", "client", "server", "events", "lost_time_ms"]);
  equal([...wide].slice(0, 6), [...narrow]);
  equal(widthOf(wide) <= 1200, true);
  equal(wide.has("duration_ms"), true);
});

test("all words of a search must be about a connection, and a number is meant exactly", () => {
  open();
  const found = (text) => [0, 1, 2].filter(search.matcher(text));

  equal(found(""), [0, 1, 2]);
  equal(found("10.0.0.9:80"), [0, 1]);
  equal(found("CLOSED 443"), [2]);
  equal(found("degraded reset"), [0]);
  equal(found("#1"), [1]);
  equal(found("nobody"), []);
});

test("chips of one group widen, chips of two groups narrow each other", () => {
  open();
  const made = connectionFilters.create(() => {});
  const passing = (state) => {
    made.restore(new URLSearchParams(state));
    return [0, 1, 2].filter(made.filter());
  };

  equal(passing({}), [0, 1, 2]);
  equal(passing({ severity: "critical,none" }), [0, 1, 2]);
  equal(passing({ severity: "none", state: "closed" }), [1, 2]);
  equal(passing({ severity: "critical", state: "closed" }), []);
  equal(made.state(), { severity: "critical", state: "closed", grade: "" });
});
