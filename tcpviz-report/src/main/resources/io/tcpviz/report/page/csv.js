// SPDX-License-Identifier: Apache-2.0
// Tables as comma-separated values (RFC 4180).
"use strict";

const csv = (() => {
  const ROWS = 5000; // rows of one piece of text: one text of all could be too long for a browser

  /** Spreadsheets take a text that begins like this for a formula, whoever wrote it. */
  const FORMULA = /^[=+\-@\t\r]/;

  function cell(value) {
    if (value === null || value === undefined) {
      return "";
    }
    const text =
      typeof value === "string" && FORMULA.test(value) ? "'" + value : String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  }

  const line = (cells) => cells.map(cell).join(",") + "\r\n";

  /**
   * A table in pieces of text. names: of the columns; rows: anything to go through;
   * `cells(row)` gives its values in the order of the names: texts, numbers, or null.
   */
  function pieces(names, rows, cells) {
    const made = [line(names)];
    let piece = "";
    let count = 0;
    for (const row of rows) {
      piece += line(cells(row));
      if (++count % ROWS === 0) {
        made.push(piece);
        piece = "";
      }
    }
    made.push(piece);
    return made;
  }

  return { pieces };
})();
