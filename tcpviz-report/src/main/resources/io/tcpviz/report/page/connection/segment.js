// SPDX-License-Identifier: Apache-2.0
// One segment in words.
"use strict";

const segment = (() => {
  const { el } = dom;
  const FLAGS = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"];

  const flags = (bits) => FLAGS.filter((_, i) => bits & (1 << i)).join(" ") || "none";
  const sender = (fromServer) => (fromServer ? "server" : "client");
  const number = (value) => (Number.isNaN(value) ? format.UNKNOWN : format.whole(value));

  /** The raw sequence number of a relative one. */
  const raw = (value, base) => (((value + base) % 2 ** 32) + 2 ** 32) % 2 ** 32;

  const both = (value, base) =>
    Number.isNaN(value) ? format.UNKNOWN : [number(value), el("small", {}, raw(value, base))];

  function fileOf(trace, row) {
    const file = trace.file ? session.files[trace.file[row]] : null;
    return file && file.name ? String(file.name) : "";
  }

  const blocks = (trace, row) =>
    series
      .blocksOf(trace, row)
      .map(([left, right]) => number(left) + " – " + number(right))
      .join(", ");

  /** In one line: what it is about. */
  const line = (trace, row) =>
    [
      flags(trace.flags[row]),
      "seq " + number(trace.seq[row]),
      trace.length[row] > 0 && "len " + format.count(trace.length[row]),
      !Number.isNaN(trace.ack[row]) && "ack " + number(trace.ack[row]),
      "win " + format.count(trace.window[row]),
    ]
      .filter(Boolean)
      .join(" · ");

  /** Facts of a segment as pairs of a name and what it is; relative numbers before raw ones. */
  function facts(trace, row) {
    const own = trace.base[trace.fromServer[row]];
    const other = trace.base[1 - trace.fromServer[row]];
    const merged = trace.merged[row];
    const length = trace.length[row];
    return [
      merged > 1 && ["Stands for", format.many(merged, "segment") + " in a row"],
      ["Flags", flags(trace.flags[row])],
      ["Sequence number", both(trace.seq[row], own)],
      length > 0 && ["Next one", both(series.endOf(trace, row), own)],
      ["Payload", format.bytes(length)],
      ["Acknowledges", both(trace.ack[row], other)],
      ["Window", format.bytes(trace.window[row])],
      blocks(trace, row) && ["Selective ACKs", blocks(trace, row)],
    ].filter(Boolean);
  }

  return { flags, sender, number, raw, fileOf, line, facts, blocks };
})();
