// SPDX-License-Identifier: Apache-2.0
// Puts rows in order. What is not known comes last, whichever way the others are.
"use strict";

const sorting = (() => {
  const isKnown = (key) =>
    key !== null && key !== undefined && key !== "" && !Number.isNaN(key);

  /** `rows` (Uint32Array) by `key(row)`, numbers or texts; equal ones as they stand in the page. */
  function order(rows, key, ascending) {
    const keys = Array.from(rows, key);
    const all = Uint32Array.from(keys, (_, i) => i);
    const known = all.filter((i) => isKnown(keys[i]));
    const areNumbers = known.every((i) => typeof keys[i] === "number");
    const places = areNumbers ? Float64Array.from(keys) : ranks(keys);
    const sign = ascending ? 1 : -1;
    known.sort((a, b) => sign * (places[a] - places[b]) || rows[a] - rows[b]);
    const ordered = new Uint32Array(rows.length);
    ordered.set(known.map((i) => rows[i]));
    ordered.set(
      all.filter((i) => !isKnown(keys[i])).map((i) => rows[i]),
      known.length,
    );
    return ordered;
  }

  /** Texts as numbers in their order, NaN where there is none: each text is compared once. */
  function ranks(texts) {
    const known = new Map(texts.filter(isKnown).map((text) => [text, null]));
    known.forEach((_, text) => known.set(text, natural(text)));
    const sorted = [...known].sort(([, a], [, b]) => compare(a, b));
    const places = new Map(sorted.map(([text], rank) => [text, rank]));
    return Float64Array.from(texts, (text) => places.get(text) ?? NaN);
  }

  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  /** Numbers within a text count as numbers: 10.0.0.9 stands before 10.0.0.10. */
  const natural = (text) => String(text).replace(/\d+/g, (digits) => digits.padStart(10, "0"));

  return { order, ranks };
})();
