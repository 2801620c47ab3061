// SPDX-License-Identifier: Apache-2.0
// Finds connections by words: an address, a port, a state, a verdict, or "#" and a number.
"use strict";

const search = (() => {
  let texts = null; // by row, made when somebody searches for the first time

  function textOf(row) {
    texts ??= new Array(session.connections.rows);
    texts[row] ??= [session.flow(row), session.state(row), session.verdict(row)]
      .join(" ")
      .toLowerCase();
    return texts[row];
  }

  const termsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

  /** A question for rows: whether all words of `text` are about one. */
  function matcher(text) {
    const terms = termsOf(text);
    const { number } = session.connections.columns;
    return (row) =>
      terms.every((term) =>
        term.startsWith("#") ? term === "#" + number[row] : textOf(row).includes(term),
      );
  }

  addEventListener("tcpviz:session", () => {
    texts = null;
  });

  return { matcher };
})();
