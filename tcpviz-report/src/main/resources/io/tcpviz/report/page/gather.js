// SPDX-License-Identifier: Apache-2.0
// Whole columns of the further fields of a table, by which it can be sorted and filtered.
"use strict";

const gather = (() => {
  const VALUED = "ids"; // types whose value stands in the octets; of the others it is the type

  /** The value of a field whose type says all. */
  const constants = { t: true, f: false, n: null };

  /**
   * The values of the field `name` of a decode.Table by row: null where a row lacks it.
   * Other fields are passed over without decoding them, so this is quick.
   */
  function column(table, name) {
    const values = new Array(table.rows).fill(null);
    const { blockRows, fields } = table.layout;
    if (!table.bytes || !fields.some(([known]) => known === name)) {
      return values;
    }
    for (let from = 0, block = 0; from < table.rows; from += blockRows, block++) {
      read(table, name, block, Math.min(blockRows, table.rows - from), values, from);
    }
    return values;
  }

  function read(table, name, block, rows, values, from) {
    const { fields, shapes } = table.layout;
    const reader = new decode.Reader(table.bytes, table.offsets[block]);
    const counts = new Uint32Array(fields.length);
    const waiting = fields.map(([known]) => (known === name ? [] : null));
    for (let i = 0; i < rows; i++) {
      for (const field of shapes[reader.unsigned()]) {
        const type = fields[field][1];
        if (VALUED.includes(type)) {
          counts[field]++;
          waiting[field]?.push(from + i);
        } else if (waiting[field]) {
          values[from + i] = constants[type];
        }
      }
    }
    counts.forEach((count, field) => {
      if (!waiting[field]) {
        skip(reader, count);
        return;
      }
      let last = 0;
      for (const row of waiting[field]) {
        last += reader.signed();
        values[row] = table.value(fields[field][1], last);
      }
    });
  }

  /** A number ends with the first octet whose highest bit is not set. */
  function skip(reader, count) {
    const { bytes } = reader;
    let at = reader.at;
    for (let left = count; left > 0; at++) {
      left -= bytes[at] < 128 ? 1 : 0;
    }
    reader.at = at;
  }

  return { column };
})();
