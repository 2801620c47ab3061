// SPDX-License-Identifier: Apache-2.0
// Which events are shown, and in which lane: no drawing here.
"use strict";

const lanes = (() => {
  const MOST = 12;
  const MOST_TERMS = 30;
  const SEVERITIES = 3;

  /** The first position in `list` (positions into `times`, in time order) not before `time`. */
  function lowerBound(list, times, time, from = 0) {
    let low = from;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[list[middle]] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** For every item of a list, which of the words occur in its text: a bit for each word. */
  const marks = (texts, terms) =>
    Int32Array.from(texts, (text) =>
      terms.reduce((bits, term, i) => bits | (text.includes(term) ? 1 << i : 0), 0),
    );

  /**
   * The events that pass, in time order. `filter`: only (a set of events, or null), kinds and severities (arrays of booleans), and
   * text: words that must all occur in the connection, the kind or the reason. `#12` is a number
   * of a connection.
   */
  function select(known, filter) {
    const { kind, severity, connection, reason } = known.events.columns;
    const terms = filter.text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_TERMS);
    const all = (1 << terms.length) - 1;
    const rows = Array.from(
      { length: terms.length ? known.connections.rows : 0 },
      (_, row) => known.flow(row).toLowerCase() + " #" + known.connections.columns.number[row],
    );
    const exact = terms.map((term) => (/^#\d+$/.test(term) ? Number(term.slice(1)) : -1));
    const byRow = marks(rows, terms);
    byRow.forEach((_, row) =>
      exact.forEach((number, i) => {
        if (number >= 0 && number !== known.connections.columns.number[row]) {
          byRow[row] &= ~(1 << i);
        }
      }),
    );
    const byKind = marks(
      known.kinds.map((each) => (each.name + " " + each.title).toLowerCase()),
      terms,
    );
    const byReason = terms.length
      ? marks(
          known.texts().map((text) => (text + " " + words.reason(text)).toLowerCase()),
          terms,
        )
      : [];
    const passes = (i) =>
      (!filter.only || filter.only.has(i)) &&
      filter.kinds[kind[i]] &&
      filter.severities[severity[i]] &&
      (all === 0 || (byRow[connection[i]] | byKind[kind[i]] | byReason[reason[i]]) === all);
    return known.order.filter(passes);
  }

  const groupings = {
    kind: {
      size: (known) => known.kinds.length,
      of: (known) => (i) => known.events.columns.kind[i],
      title: (known, group) => known.kinds[group].title,
      ranked: false,
    },
    connection: {
      size: (known) => known.connections.rows,
      of: (known) => (i) => known.events.columns.connection[i],
      title: (known, group) =>
        "#" + known.connections.columns.number[group] + "  " + known.flow(group),
      ranked: true,
    },
    host: {
      size: (known) => known.texts().length,
      of: (known) => (i) => known.sender(i),
      title: (known, group) => known.text(group),
      ranked: true,
    },
  };

  /**
   * Groups events into lanes: [{title, kind, lists}], where a lane has one list per severity, in
   * time order. Groups beyond the busiest share the last lane.
   */
  function group(known, selected, name) {
    const { size, of, title, ranked } = groupings[name];
    const { severity } = known.events.columns;
    const groupOf = of(known);
    const weights = new Float64Array(size(known));
    for (let at = 0; at < selected.length; at++) {
      weights[groupOf(selected[at])] += 1 + 9 * severity[selected[at]];
    }
    const order = Array.from(weights.keys()).filter((key) => weights[key] > 0);
    ranked && order.sort((a, b) => weights[b] - weights[a]);
    const own = order.length > MOST && ranked ? order.slice(0, MOST - 1) : order;
    const laneOf = new Int32Array(weights.length).fill(own.length);
    own.forEach((key, lane) => {
      laneOf[key] = lane;
    });
    const made = own.map((key) => ({ title: title(known, key), kind: name === "kind" ? key : -1 }));
    if (own.length < order.length) {
      made.push({ title: format.count(order.length - own.length) + " others", kind: -1 });
    }
    fill(made, selected, (i) => laneOf[groupOf(i)] * SEVERITIES + severity[i]);
    return made;
  }

  function fill(made, selected, slotOf) {
    const slots = new Uint32Array(made.length * SEVERITIES);
    for (let at = 0; at < selected.length; at++) {
      slots[slotOf(selected[at])]++;
    }
    const lists = Array.from(slots, (n) => new Uint32Array(n));
    slots.fill(0);
    for (let at = 0; at < selected.length; at++) {
      const slot = slotOf(selected[at]);
      lists[slot][slots[slot]++] = selected[at];
    }
    made.forEach((lane, i) => {
      lane.lists = lists.slice(i * SEVERITIES, (i + 1) * SEVERITIES);
    });
  }

  /** The event of a lane nearest to `time`; among those `within` of it, the one that matters most. */
  function nearest(lane, times, time, within) {
    for (let severity = SEVERITIES - 1; severity >= 0; severity--) {
      const list = lane.lists[severity];
      const at = lowerBound(list, times, time);
      const near = [at - 1, at]
        .filter((i) => i >= 0 && i < list.length)
        .map((i) => list[i])
        .sort((a, b) => Math.abs(times[a] - time) - Math.abs(times[b] - time))[0];
      if (near !== undefined && Math.abs(times[near] - time) <= within) {
        return near;
      }
    }
    return -1;
  }

  return { select, group, nearest, lowerBound };
})();
