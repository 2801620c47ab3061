// SPDX-License-Identifier: Apache-2.0
// The segments of single connections, decoded when somebody looks at one.
"use strict";

const trace = (() => {
  const KEPT = 6;
  const PARTS = 16;
  const [FIN, SYN, ACK] = [1, 2, 16];

  /** Fills a typed array of the given length with what `next` returns for each index. */
  const filled = (array, next) => {
    for (let i = 0; i < array.length; i++) {
      array[i] = next(i);
    }
    return array;
  };

  /** A column of which each value is written as the step from the last. */
  function steps(reader, array, factor = 1) {
    let last = 0;
    return filled(array, () => (last += reader.signed()) * factor);
  }

  /** The same where each direction steps by itself; values stay what they are where `has` is not. */
  function stepsBySide(reader, array, side, has = () => true) {
    const last = [0, 0];
    return filled(array, (i) => (has(i) ? (last[side[i]] += reader.signed()) : NaN));
  }

  /** Each sequence number is written as the step from the end of its sender's last segment. */
  function sequences(reader, into) {
    const { fromServer, flags, seq, length } = into;
    const skipped = filled(new Float64Array(seq.length), () => reader.signed());
    stepsBySide(reader, length, fromServer);
    const expected = [0, 0];
    filled(seq, (i) => {
      const value = expected[fromServer[i]] + skipped[i];
      const control = (flags[i] & FIN ? 1 : 0) + (flags[i] & SYN ? 1 : 0);
      expected[fromServer[i]] = value + length[i] + control;
      return value;
    });
  }

  function sacks(reader, into, rows) {
    const from = new Uint32Array(rows + 1);
    for (let i = 0; i < rows; i++) {
      from[i + 1] = from[i] + 2 * reader.unsigned();
    }
    const edges = new Float64Array(from[rows]);
    for (let i = 0; i < rows; i++) {
      for (let at = from[i]; at < from[i + 1]; at += 2) {
        edges[at] = into.ack[i] + reader.signed();
        edges[at + 1] = edges[at] + reader.signed();
      }
    }
    into.sackFrom = from;
    into.sacks = edges;
  }

  function block(reader, rows, { unit, files, thinned, shifts }) {
    const codes = filled(new Uint16Array(rows), () => reader.unsigned());
    const into = {
      fromServer: filled(new Uint8Array(rows), (i) => codes[i] & 1),
      flags: filled(new Uint16Array(rows), (i) => codes[i] >> 1),
      seq: new Float64Array(rows),
      length: new Float64Array(rows),
    };
    const file = steps(reader, new Uint16Array(rows));
    into.file = files > 1 ? file : null;
    into.time = steps(reader, new Float64Array(rows), unit);
    into.frame = steps(reader, new Float64Array(rows));
    sequences(reader, into);
    const hasAck = (i) => (into.flags[i] & ACK) !== 0;
    into.ack = stepsBySide(reader, new Float64Array(rows), into.fromServer, hasAck);
    const fields = stepsBySide(reader, new Float64Array(rows), into.fromServer);
    const scale = (i) => (into.flags[i] & SYN ? 1 : 2 ** shifts[into.fromServer[i]]);
    into.window = filled(fields, (i) => fields[i] * scale(i));
    sacks(reader, into, rows);
    const one = () => (thinned ? reader.unsigned() + 1 : 1);
    into.merged = filled(new Uint32Array(rows), one);
    const earlier = () => (thinned ? reader.signed() * unit : 0);
    into.since = filled(new Float64Array(rows), (i) => into.time[i] - earlier());
    return into;
  }

  /** All traces of the page. */
  class Traces {
    constructor(layout, files) {
      this.layout = layout;
      this.files = files;
      this.columns = {};
      this.places = new Map(); // row of the connections -> place among the traces
      this.sparks = new Map(); // row of the connections -> place among the sparks
      this.parts = null;
      this.bytes = null;
      this.offsets = null;
      this.kept = new Map();
    }

    async read() {
      const column = async (name, rows, type) =>
        decode.column(await decode.octets(name), rows, type);
      await Promise.all(
        this.layout.columns.map(async ([name, type]) => {
          this.columns[name] = await column("traces." + name, this.layout.rows, type);
        }),
      );
      this.columns.row.forEach((row, place) => this.places.set(row, place));
      const rows = await column("sparks.row", this.layout.sparks, "i32");
      rows.forEach((row, place) => this.sparks.set(row, place));
      const reader = new decode.Reader(await decode.octets("sparks.data"));
      this.parts = filled(new Uint8Array(rows.length * PARTS), () => reader.unsigned());
    }

    /** The segments themselves; until they are read, no connection has any. */
    async readSegments() {
      const bytes = await decode.octets("traces.data");
      this.offsets = new Float64Array(this.layout.rows + 1);
      this.columns.size.forEach((size, place) => {
        this.offsets[place + 1] = this.offsets[place] + size;
      });
      this.bytes = bytes;
    }

    /** The segments of the connection in `row`, or null. */
    of(row) {
      const place = this.places.get(row);
      if (place === undefined || !this.bytes) {
        return null;
      }
      if (!this.kept.has(place)) {
        if (this.kept.size >= KEPT) {
          this.kept.delete(this.kept.keys().next().value);
        }
        this.kept.set(place, this.decode(place));
      }
      return this.kept.get(place);
    }

    decode(place) {
      const value = (name) => this.columns[name][place];
      const reader = new decode.Reader(this.bytes, this.offsets[place]);
      const thinned = value("thinned") === 1;
      return {
        detail: thinned ? "thinned" : "full",
        segments: value("segments"),
        rows: value("rows"),
        ...block(reader, value("rows"), {
          unit: this.layout.unit,
          files: this.files,
          thinned,
          shifts: [value("clientShift"), value("serverShift")],
        }),
        base: [value("clientBase"), value("serverBase")],
      };
    }

    /** What the connection in `row` carried in each sixteenth of its time, or null. */
    spark(row) {
      const place = this.sparks.get(row);
      return place === undefined
        ? null
        : this.parts.subarray(place * PARTS, (place + 1) * PARTS);
    }
  }

  return { Traces };
})();
