// SPDX-License-Identifier: Apache-2.0
// Tables as comma-separated values (RFC 4180).
"use strict";

const csv = (() => {
  const ROWS = 5000; // rows of one piece of text: one text of all could be too long for a browser

  /** Spreadsheets take a text that begins like this for a formula, whoever wrote it. */
  const FORMULA = /^[=+\-@\t\r]/;

  function cell(value) {
    if (typeof value !== "string") {
      return value === null || value === undefined ? "" : String(value);
    }
    const text = FORMULA.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  }

  const line = (cells) => cells.map(cell).join(",") + "\r\n";

  function* run(names, rows, cells) {
    yield line(names);
    let lines = [];
    for (const row of rows) {
      lines.push(line(cells(row)));
      if (lines.length === ROWS) {
        yield lines.join("");
        lines = [];
      }
    }
    yield lines.join("");
  }

  /**
   * A table in pieces of text. names: of the columns; rows: anything to go through;
   * `cells(row)` gives its values in the order of the names: texts, numbers, or null.
   */
  const pieces = (names, rows, cells) => [...run(names, rows, cells)];

  /** The same for a table that may be very long: between pieces, the page can do other things. */
  async function patiently(names, rows, cells) {
    const made = [];
    for (const piece of run(names, rows, cells)) {
      made.push(new Blob([piece])); // out of the heap
      await new Promise((resolve) => setTimeout(resolve));
    }
    return made;
  }

  return { pieces, patiently };
})();
