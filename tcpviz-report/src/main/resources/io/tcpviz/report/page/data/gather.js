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
    if (table instanceof growing.Growing) {
      return Array.from({ length: table.rows }, (_, row) => table.details(row).get(name) ?? null);
    }
    const values = new Array(table.rows).fill(null);
    const { blockRows, fields, shapes } = table.layout;
    if (!table.bytes || !fields.some(([known]) => known === name)) {
      return values;
    }
    const own = shapes.map((shape) => shape.filter((field) => fields[field][0] === name));
    for (let from = 0, block = 0; from < table.rows; from += blockRows, block++) {
      read(table, own, block, Math.min(blockRows, table.rows - from), values, from);
    }
    return values;
  }

  const isValued = (type) => VALUED.includes(type);

  /** Fills in the values of one block. `own`: of each shape, the fields of the column. */
  function read(table, own, block, rows, values, from) {
    const { fields, shapes } = table.layout;
    const reader = new decode.Reader(table.bytes, table.offsets[block]);
    const uses = new Uint32Array(shapes.length);
    const waiting = new Map(); // field of the column -> the rows that wait for its values
    for (let row = from; row < from + rows; row++) {
      const shape = reader.unsigned();
      uses[shape]++;
      for (const field of own[shape]) {
        if (isValued(fields[field][1])) {
          waiting.has(field) ? waiting.get(field).push(row) : waiting.set(field, [row]);
        } else {
          values[row] = constants[fields[field][1]];
        }
      }
    }
    const counts = countsOf(uses, shapes, fields);
    const last = Math.max(-1, ...waiting.keys());
    for (let field = 0; field <= last; field++) {
      waiting.has(field)
        ? take(reader, waiting.get(field), table, fields[field][1], values)
        : skip(reader, counts[field]);
    }
  }

  /** How many values each field has in a block. */
  function countsOf(uses, shapes, fields) {
    const counts = new Uint32Array(fields.length);
    uses.forEach((n, shape) => {
      if (n > 0) {
        shapes[shape].forEach((field) => {
          counts[field] += isValued(fields[field][1]) ? n : 0;
        });
      }
    });
    return counts;
  }

  function take(reader, rows, table, type, values) {
    let last = 0;
    for (const row of rows) {
      last += reader.signed();
      values[row] = table.value(type, last);
    }
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
