// SPDX-License-Identifier: Apache-2.0
"use strict";

const fields = (entries) => new Map(Object.entries(entries));

test("a verdict gives its segment a role, whatever else happens beside it gives none", () => {
  const of = (kind, entries = {}) => moments.role(kind, fields(entries));
  equal(of("retransmission", { kind: "sack", spurious: false }), "repair");
  equal(of("retransmission", { kind: "rto_followup" }), "timeout");
  equal(of("retransmission", { kind: "tlp" }), "probe");
  equal(of("retransmission", { kind: "something new" }), "unclear");
  equal(of("out_of_order"), "reordered");
  equal([of("loss_infer"), of("zero_window"), of("capture_gap")], ["", "", ""]);
});

test("what was sent again needlessly shows as that, unless it opens or closes", () => {
  const of = (kind) => moments.role("retransmission", fields({ kind, spurious: true }));
  equal([of("rto"), of("fast"), of("syn")], ["needless", "needless", "control"]);
});

test("every role has a mark", () => {
  const roles = ["repair", "timeout", "probe", "needless", "control", "unclear", "reordered"];
  equal(
    roles.concat("copy", "keepalive", "windowprobe", "closed", "loss").map(marks.code).includes(0),
    false,
  );
  equal(marks.code(""), 0);
});

test("a loss and a closed window are about the data of the side that is held up", () => {
  const about = (kind, entries = {}) =>
    study.concerned({ kind, fields: fields(entries), fromServer: 1 });
  equal(about("loss_infer", { lost_dir: "rev" }), 0);
  equal(about("loss_infer", { lost_dir: "fwd" }), 1);
  equal([about("zero_window"), about("retransmission")], [0, 1]);
});

/** A side with one segment of each given role, 10 pixels apart, from 100 to 200. */
function side(roles) {
  const group = (role, at) => ({
    role,
    rows: Uint32Array.from(at),
    time: Float64Array.from(at, (i) => i * 10),
    low: new Float64Array(at.length).fill(100),
    high: new Float64Array(at.length).fill(200),
  });
  const none = { rows: [], time: [], ack: [], edge: [], low: [], high: [] };
  const places = (role) => roles.flatMap((each, i) => (each === role ? [i] : []));
  return {
    segments: {
      plain: group("", places("")),
      marked: [...new Set(roles)].filter(Boolean).map((role) => group(role, places(role))),
    },
    acks: none,
    blocks: none,
  };
}

const scale = { x: (time) => time, y: (value) => 300 - value, nanos: 1 };
const at = (left, top) => ({ left, top, time: left });

test("the pointer means the nearest segment, and none where none is near", () => {
  const known = side(["", "", ""]);
  equal(hit.row(known, at(11, 150), scale, new Set()), 1);
  equal(hit.row(known, at(60, 150), scale, new Set()), -1);
  equal(hit.row(known, at(11, 250), scale, new Set()), -1);
});

test("between a plain and a marked segment the marked one is meant", () => {
  const known = side(["", "repair"]);
  equal(hit.row(known, at(4, 150), scale, new Set()), 1);
  equal(hit.row(known, at(4, 150), scale, new Set(["repair"])), 0);
});

test("a mark is hit above its segment", () => {
  equal(hit.row(side(["repair"]), at(0, 92), scale, new Set()), 0);
});
