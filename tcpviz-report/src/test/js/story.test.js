// SPDX-License-Identifier: Apache-2.0
"use strict";

const told = (kind, fields) => story.of(kind, new Map(Object.entries(fields)));

const cases = [
  [
    "retransmission",
    { kind: "rto", octets: 1448, since_original_ms: 413.2, original_frame: 1777, backoff: 2, spurious: true },
    "1,448 B sent again, 413 ms after the original (frame 1,777). The retransmission timer ran out, 2 times in a row. It was needless.",
  ],
  ["retransmission", { kind: "syn", octets: 1, spurious: null }, "The SYN sent again."],
  [
    "out_of_order",
    { late_ms: 0.937, overtaken_by_frame: 10, extent_octets: 2896 },
    "Arrived 937 µs after a segment that was sent later (frame 10). 2,896 B overtook it.",
  ],
  [
    "loss_infer",
    { lost_start: 4294967290, lost_end: 1000, lost_dir: "rev", dup_acks: 3, resolution: "repaired" },
    "1,006 B of the other side lost, reported by 3 duplicate acknowledgments. They were sent again.",
  ],
  [
    "loss_infer",
    { lost_start: 1, lost_end: 101, lost_dir: "fwd", stall_ms: 5000, dup_acks: 0, resolution: "unrepaired" },
    "No acknowledgment for 5.00 s. 100 B lost. They were not sent again.",
  ],
  [
    "handshake_anomaly",
    { attempts: 3, waited_ms: 3000, since_last_ms: 2000 },
    "3 attempts, the first 3.00 s before, the last 2.00 s before.",
  ],
  ["teardown_anomaly", { count: 5, window_ms: 17.4 }, "5 of them in 17.4 ms."],
  ["teardown_anomaly", { count: 1, window_ms: 3000, octets_lost: 0 }, "Waited 3.00 s."],
  ["teardown_anomaly", { count: 1, octets_lost: 59392 }, "58.0 KiB not acknowledged."],
  [
    "zero_window",
    { duration_ms: 310, advertisements: 3, probes: 1, reopened: true },
    "Closed for 310 ms, said 3 times, probed 1 time; then it opened again.",
  ],
  ["duplicate_packet", { after_ms: 0.06, original_frame: 119 }, "60.0 µs after the first copy (frame 119)."],
  [
    "duplicate_packet",
    { whole_capture: true, after_ms: 1 },
    "Most packets of this capture come twice; this stands for all of them.",
  ],
  ["keep_alive", { idle_ms: 1030 }, "After 1.03 s of silence."],
  ["zero_window_probe", { idle_ms: 251 }, "After 251 ms of silence."],
  ["window_full", { window_bytes: 65536, duration_ms: 400 }, "The window of 64.0 KiB was full for 400 ms."],
  ["window_shrink", { taken_bytes: 2048, window_bytes: 0 }, "2,048 B taken back; 0 B are left."],
  ["capture_gap", { octets: 1448 }, "1,448 B acknowledged that the capture lacks."],
];

for (const [kind, fields, sentence] of cases) {
  test("an event of kind " + kind + " says: " + sentence, () => {
    equal(told(kind, fields).text, sentence);
  });
}

test("no field is spoken for where the sentence is empty", () => {
  equal(told("keep_alive", {}), { text: "", said: new Set() });
  equal(told("something_else", { octets: 5 }).text, "");
  equal(told("constructor", {}).text, "");
});

test("fields of other types than they should have are left out", () => {
  const fields = { kind: {}, octets: "many", since_original_ms: "1", original_frame: NaN, spurious: "true" };

  equal(told("retransmission", fields).text, "Octets sent again.");
  equal(told("zero_window", { duration_ms: -5 }).text, "");
  equal(told("loss_infer", { lost_start: "1", lost_end: null, resolution: "toString" }).text, "");
});
