// SPDX-License-Identifier: Apache-2.0
// Which events pass a choice: no drawing here.
"use strict";

const selection = (() => {
  const MOST_TERMS = 30; // words of a text that are looked for
  const SUGGESTED = 40; // hosts and ports

  /** For every item of a list, which of the words occur in its text: a bit for each word. */
  const marks = (texts, terms) =>
    Int32Array.from(texts, (text) =>
      terms.reduce((bits, term, i) => bits | (text.includes(term) ? 1 << i : 0), 0),
    );

  /** Which words occur in each connection; `#12` is the number of one. */
  function marksOfConnections(known, terms) {
    const { number } = known.connections.columns;
    const rows = Array.from(
      { length: known.connections.rows },
      (_, row) => known.flow(row).toLowerCase() + " #" + number[row],
    );
    const found = marks(rows, terms);
    terms.forEach((term, i) => {
      if (/^#\d+$/.test(term)) {
        found.forEach((_, row) => {
          if (number[row] !== Number(term.slice(1))) {
            found[row] &= ~(1 << i);
          }
        });
      }
    });
    return found;
  }

  /** A question for events: whether all words of `text` are about one. */
  function textFilter(known, text) {
    const { kind, connection, reason } = known.events.columns;
    const terms = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_TERMS);
    if (terms.length === 0) {
      return null;
    }
    const all = (1 << terms.length) - 1;
    const byRow = marksOfConnections(known, terms);
    const byKind = marks(
      known.kinds.map((each) => (each.name + " " + each.title).toLowerCase()),
      terms,
    );
    const byReason = marks(
      known.texts().map((each) => (each + " " + words.reason(each)).toLowerCase()),
      terms,
    );
    return (i) => (byRow[connection[i]] | byKind[kind[i]] | byReason[reason[i]]) === all;
  }

  /** A question for hosts: the one that is called so, or all whose address holds the text. */
  function hostFilter(known, wanted) {
    const text = wanted.trim().toLowerCase();
    const { client, server } = known.connections.columns;
    const texts = known.texts();
    const isHost = new Uint8Array(texts.length);
    const exact = texts.findIndex((each) => each.toLowerCase() === text);
    const isKnown = exact >= 0 && [client, server].some((column) => column.includes(exact));
    texts.forEach((each, i) => {
      isHost[i] = Number(isKnown ? i === exact : each.toLowerCase().includes(text));
    });
    return (row) => isHost[client[row]] === 1 || isHost[server[row]] === 1;
  }

  function portFilter(known, wanted) {
    const port = /^\s*\d+\s*$/.test(wanted) ? Number(wanted) : NaN; // no port is none of them
    const { clientPort, serverPort } = known.connections.columns;
    return (row) => clientPort[row] === port || serverPort[row] === port;
  }

  /** A question for events: whether their connection has the host and the port. */
  function endFilter(known, host, port) {
    const asked = [
      host.trim() && hostFilter(known, host),
      port.trim() && portFilter(known, port),
    ].filter(Boolean);
    if (asked.length === 0) {
      return null;
    }
    const { connection } = known.events.columns;
    const passes = Uint8Array.from({ length: known.connections.rows }, (_, row) =>
      Number(asked.every((ask) => ask(row))),
    );
    return (i) => passes[connection[i]] === 1;
  }

  /** A question for events: whether they are among the given ones. */
  function setFilter(known, events) {
    const isOne = new Uint8Array(known.order.length);
    events.forEach((event) => {
      isOne[event] = 1;
    });
    return (i) => isOne[i] === 1;
  }

  /**
   * The events that pass, in time order. `filter`: only (the events to choose from, or null),
   * kinds and severities (arrays of booleans), host, port, and text: words that must all occur in
   * the connection, the kind or the reason.
   */
  function select(known, { only, kinds, severities, host = "", port = "", text = "" }) {
    const { kind, severity } = known.events.columns;
    const all = (flags) => flags.every(Boolean);
    const asked = [
      only && setFilter(known, only),
      !all(severities) && ((i) => severities[severity[i]]),
      !all(kinds) && ((i) => kinds[kind[i]]),
      endFilter(known, host, port),
      textFilter(known, text),
    ].filter(Boolean);
    return asked.length === 0
      ? known.order
      : known.order.filter((i) => asked.every((ask) => ask(i)));
  }

  /** The most frequent first: [value, events], by what `values(row)` gives for a connection. */
  function frequent(known, values) {
    const counts = new Map();
    for (let row = 0; row < known.connections.rows; row++) {
      for (const value of known.eventCounts[row] > 0 ? new Set(values(row)) : []) {
        counts.set(value, (counts.get(value) || 0) + known.eventCounts[row]);
      }
    }
    return [...counts].sort((a, b) => b[1] - a[1]).slice(0, SUGGESTED);
  }

  /** Hosts as numbers of their texts. */
  function frequentHosts(known) {
    const { client, server } = known.connections.columns;
    return frequent(known, (row) => [client[row], server[row]]).map(([host, n]) => [
      known.text(host),
      n,
    ]);
  }

  function frequentPorts(known) {
    const { serverPort } = known.connections.columns;
    return frequent(known, (row) => [serverPort[row]]).filter(([port]) => port >= 0);
  }

  return { select, frequentHosts, frequentPorts };
})();
