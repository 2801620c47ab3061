// SPDX-License-Identifier: Apache-2.0
"use strict";

const moment = (time, kind, fromServer, fields, role = "") => ({
  event: 0,
  time,
  kind,
  severity: 1,
  fromServer,
  fields: new Map(Object.entries(fields)),
  role,
  at: -1,
});

const loss = (time, fromServer, start, end, more = {}) =>
  moment(time, "loss_infer", fromServer, {
    lost_start: start,
    lost_end: end,
    lost_dir: "rev",
    ...more,
  });

const again = (time, fromServer, seq, len, kind, more = {}) =>
  moment(time, "retransmission", fromServer, { "@seq": seq, "@len": len, kind, ...more }, "repair");

const short = (list) => list.map(({ kind, from, to, fromServer }) => [kind, from, to, fromServer]);

test("a loss lasts until its last octet is sent again", () => {
  const all = [loss(10, 1, 100, 300), again(20, 0, 100, 100, "sack"), again(30, 0, 200, 100, "sack")];
  equal(short(bands.of(all, null)), [["loss", 10, 30, 0]]);
});

test("a repair of the other side repairs nothing", () => {
  equal(short(bands.of([loss(10, 1, 100, 200), again(20, 1, 100, 100, "fast")], null)), [
    ["loss", 10, 10, 0],
  ]);
});

test("octets are followed over the end of the circle of sequence numbers", () => {
  const all = [loss(10, 1, 2 ** 32 - 50, 50), again(20, 0, 2 ** 32 - 50, 100, "fast")];
  equal(short(bands.of(all, null)), [["loss", 10, 20, 0]]);
  equal([bands.distance(2 ** 32 - 1, 1), bands.distance(1, 2 ** 32 - 1)], [2, -2]);
});

test("a stall lies before the segment that ends it", () => {
  const [stall] = bands.of([loss(9e8, 0, 1, 2, { lost_dir: "fwd", stall_ms: 500 })], null);
  equal(short([stall]), [["stall", 4e8, 9e8, 0]]);
});

test("a timeout is the silence before it, further segments after it are none", () => {
  const all = [
    again(9e8, 1, 1, 2, "rto", { since_original_ms: 300 }),
    again(9.1e8, 1, 3, 2, "rto_followup", { since_original_ms: 310 }),
  ];
  equal(short(bands.of(all, null)), [["timeout", 6e8, 9e8, 1]]);
});

test("the silence that an event tells of counts, not the age of its original", () => {
  const all = [again(9e8, 1, 1, 2, "rto", { since_original_ms: 300, silence_ms: 200 })];
  equal(short(bands.of(all, null)), [["timeout", 7e8, 9e8, 1]]);
});

test("a closed window holds up the other side, a filled one its own", () => {
  const all = [
    moment(10, "zero_window", 1, { duration_ms: 1 }),
    moment(20, "window_full", 0, { duration_ms: 2 }),
  ];
  equal(short(bands.of(all, null)), [
    ["window", 10, 10 + 1e6, 0],
    ["window", 20, 20 + 2e6, 0],
  ]);
});

test("bands that overlap are one, others are not", () => {
  const band = (from, to) => ({ kind: "loss", from, to });
  const merged = bands.merge([band(0, 10), band(5, 20), band(6, 7), band(30, 40)]);
  equal(
    merged.map(({ from, to, bands: parts }) => [from, to, parts.length]),
    [
      [0, 20, 3],
      [30, 40, 1],
    ],
  );
});
