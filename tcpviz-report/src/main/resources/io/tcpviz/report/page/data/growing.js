// SPDX-License-Identifier: Apache-2.0
// A table that grows: its rows are those of many small tables that came one after the other.
"use strict";

const growing = (() => {
  const TYPES = { u8: Uint8Array, i32: Int32Array, f64: Float64Array };
  const FEWEST = 64; // rows for which there is room at first

  /** Has what decode.Table has for those who read it; rows keep their numbers until `keep`. */
  class Growing {
    /** `types`: name → "u8", "i32" or "f64" of each column. */
    constructor(types) {
      this.rows = 0;
      this.columns = {};
      this.layout = { fields: [] };
      this.types = types;
      this.parts = []; // by row, the table and the row in it where its further fields are
      this.places = [];
      this.values = {}; // the columns, with room to grow
      this.named = new Set();
      Object.entries(types).forEach(([name, type]) => {
        this.values[name] = new TYPES[type](FEWEST);
      });
      this.show();
    }

    /** Appends a row with these values by column, whose further fields are in a row of `part`. */
    add(values, part, place) {
      const row = this.rows++;
      if (row >= this.room()) {
        this.widen(2 * row);
      }
      this.put(row, values, part, place);
      return row;
    }

    /** Lets a row say something else. */
    put(row, values, part, place) {
      for (const name of Object.keys(values)) {
        this.values[name][row] = values[name];
      }
      this.parts[row] = part;
      this.places[row] = place;
      this.learn(part);
    }

    room() {
      return Object.values(this.values)[0].length;
    }

    widen(room) {
      for (const [name, type] of Object.entries(this.types)) {
        const wider = new TYPES[type](room);
        wider.set(this.values[name].subarray(0, Math.min(room, this.values[name].length)));
        this.values[name] = wider;
      }
    }

    /** Further fields are listed once, whichever part had them first. */
    learn(part) {
      if (!part.isLearnt) {
        part.isLearnt = true;
        for (const field of part.layout.fields) {
          if (!this.named.has(String(field))) {
            this.named.add(String(field));
            this.layout.fields.push(field);
          }
        }
      }
    }

    /** Shows in `columns` what the rows say by now. */
    show() {
      for (const name of Object.keys(this.types)) {
        this.columns[name] = this.values[name].subarray(0, this.rows);
      }
    }

    /** Keeps the given rows alone, in their order; they are numbered anew. */
    keep(rows) {
      for (const [name, type] of Object.entries(this.types)) {
        const kept = new TYPES[type](Math.max(FEWEST, 2 * rows.length));
        rows.forEach((row, i) => {
          kept[i] = this.values[name][row];
        });
        this.values[name] = kept;
      }
      this.parts = Array.from(rows, (row) => this.parts[row]);
      this.places = Array.from(rows, (row) => this.places[row]);
      this.rows = rows.length;
    }

    /** The further fields of `row` as [name, value] pairs. */
    fields(row) {
      return this.parts[row].fields(this.places[row]);
    }

    /** The same as a map. */
    details(row) {
      return new Map(this.fields(row));
    }
  }

  return { Growing };
})();
