// SPDX-License-Identifier: Apache-2.0
// Turns the octets that the page carries into tables.
"use strict";

const decode = (() => {
  const TYPES = { u8: Uint8Array, i32: Int32Array, f64: Float64Array };
  const KEPT_BLOCKS = 256; // of all tables
  const kept = new Map(); // the number of a table, and of a block of it → decoded rows
  let tables = 0;

  function fromBase64(text) {
    if (Uint8Array.fromBase64) {
      return Uint8Array.fromBase64(text);
    }
    const binary = atob(text);
    const octets = new Uint8Array(binary.length);
    for (let i = 0; i < octets.length; i++) {
      octets[i] = binary.charCodeAt(i);
    }
    return octets;
  }

  /** The octets of gzip in Base64. */
  async function unpacked(text) {
    const packed = fromBase64(text);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** The octets of element `id`. Its text is dropped: it would stay in memory for nothing. */
  function octets(id) {
    const element = document.getElementById(id);
    const text = element.textContent.trim();
    element.remove();
    return unpacked(text);
  }

  /** Reads variable-length numbers. */
  class Reader {
    constructor(bytes, at = 0) {
      this.bytes = bytes;
      this.at = at;
    }

    unsigned() {
      let octet = this.bytes[this.at++];
      let value = octet & 127;
      for (let factor = 128; octet > 127; factor *= 128) {
        octet = this.bytes[this.at++];
        value += (octet & 127) * factor;
      }
      return value;
    }

    /** The sign is the lowest bit, read before it could be lost behind 2^53. */
    signed() {
      let octet = this.bytes[this.at++];
      const negative = octet & 1;
      let value = (octet & 127) >> 1;
      for (let factor = 64; octet > 127; factor *= 128) {
        octet = this.bytes[this.at++];
        value += (octet & 127) * factor;
      }
      return negative ? -value - 1 : value;
    }
  }

  function column(bytes, rows, type) {
    const values = new TYPES[type](rows);
    const reader = new Reader(bytes);
    for (let i = 0, last = 0; i < rows; i++) {
      last += reader.signed();
      values[i] = last;
    }
    return values;
  }

  /** Where each row stands when rows are ordered by `groups`, and among equals as they come. */
  function placesBy(groups) {
    const next = new Uint32Array(groups.reduce((most, group) => Math.max(most, group), -1) + 2);
    groups.forEach((group) => next[group + 1]++);
    next.forEach((count, group) => {
      next[group] = count + (group > 0 ? next[group - 1] : 0);
    });
    return Uint32Array.from(groups, (group) => next[group]++);
  }

  /**
   * A table: whole columns as properties of `columns`, further fields by row on demand.
   * `source(id)` gives its octets.
   */
  class Table {
    constructor(name, layout, strings, source = octets) {
      this.name = name;
      this.number = tables++;
      this.source = source;
      this.rows = layout.rows;
      this.columns = {};
      this.layout = layout;
      this.strings = strings;
      this.bytes = null;
      this.offsets = null;
      this.places = null;
    }

    async readColumns() {
      await Promise.all(
        this.layout.columns.map(async ([name, type]) => {
          this.columns[name] = column(await this.source(this.name + "." + name), this.rows, type);
        }),
      );
    }

    async readDetails() {
      const blocks = Math.ceil(this.rows / this.layout.blockRows);
      const sizes = column(await this.source(this.name + ".blocks"), blocks, "i32");
      this.bytes = await this.source(this.name + ".details");
      this.offsets = new Float64Array(blocks + 1);
      sizes.forEach((size, i) => {
        this.offsets[i + 1] = this.offsets[i] + size;
      });
    }

    /** The further fields of `row` as [name, value] pairs; empty until they are decoded. */
    fields(row) {
      if (!this.bytes) {
        return [];
      }
      const place = this.place(row);
      const block = Math.floor(place / this.layout.blockRows);
      return this.block(block)[place - block * this.layout.blockRows];
    }

    /** Where the further fields of `row` are: those of a connection's events stand together. */
    place(row) {
      const by = this.layout.detailsBy;
      if (by && !this.places) {
        this.places = placesBy(this.columns[by]);
      }
      return by ? this.places[row] : row;
    }

    /** The same as a map. */
    details(row) {
      return new Map(this.fields(row));
    }

    block(number) {
      const key = this.number + " " + number;
      let rows = kept.get(key);
      if (!rows) {
        rows = this.decodeBlock(number);
        if (kept.size >= KEPT_BLOCKS) {
          kept.delete(kept.keys().next().value);
        }
        kept.set(key, rows);
      }
      return rows;
    }

    decodeBlock(number) {
      const { blockRows, fields, shapes } = this.layout;
      const count = Math.min(blockRows, this.rows - number * blockRows);
      const reader = new Reader(this.bytes, this.offsets[number]);
      const rows = [];
      const waiting = new Map(); // field -> the pairs that wait for its values, in row order
      for (let i = 0; i < count; i++) {
        rows.push(
          shapes[reader.unsigned()].map((field) => {
            const [name, type] = fields[field];
            const pair = [name, type === "t" ? true : type === "f" ? false : null];
            if ("ids".includes(type)) {
              waiting.has(field) ? waiting.get(field).push(pair) : waiting.set(field, [pair]);
            }
            return pair;
          }),
        );
      }
      for (const field of [...waiting.keys()].sort((a, b) => a - b)) {
        const type = fields[field][1];
        let last = 0;
        for (const pair of waiting.get(field)) {
          last += reader.signed();
          pair[1] = this.value(type, last);
        }
      }
      return rows;
    }

    /** What a number in the octets of a field of `type` stands for. */
    value(type, number) {
      return type === "s" ? this.strings[number] : type === "d" ? number / 1e6 : number;
    }
  }

  return { Table, Reader, column, octets, unpacked };
})();
