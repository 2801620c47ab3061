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
  const marks = (texts, terms) => Int32Array.from(texts, (text) =>
    terms.reduce((bits, term, i) => bits | (text.includes(term) ? 1 << i : 0), 0));

  /**
   * The events that pass, in time order. `filter`: kinds and severities (arrays of booleans), and
   * text: words that must all occur in the connection, the kind or the reason. `#12` is a number
   * of a connection.
   */
  function select(known, filter) {
    const { kind, severity, connection, reason } = known.events.columns;
    const terms = filter.text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_TERMS);
    const all = (1 << terms.length) - 1;
    const rows = Array.from({ length: terms.length ? known.connections.rows : 0 }, (_, row) =>
      known.flow(row).toLowerCase() + " #" + known.connections.columns.number[row]);
    const exact = terms.map((term) => (/^#\d+$/.test(term) ? Number(term.slice(1)) : -1));
    const byRow = marks(rows, terms);
    byRow.forEach((_, row) => exact.forEach((number, i) => {
      if (number >= 0 && number !== known.connections.columns.number[row]) {
        byRow[row] &= ~(1 << i);
      }
    }));
    const byKind = marks(known.kinds.map((each) => (each.name + " " + each.title).toLowerCase()), terms);
    const byReason = terms.length
      ? marks(known.texts().map((text) => (text + " " + words.reason(text)).toLowerCase()), terms) : [];
    const passes = (i) => filter.kinds[kind[i]] && filter.severities[severity[i]]
      && (all === 0 || (byRow[connection[i]] | byKind[kind[i]] | byReason[reason[i]]) === all);
    return known.order.filter(passes);
  }

  const groupings = {
    kind: {
      of: (known) => (i) => known.events.columns.kind[i],
      title: (known, group) => known.kinds[group].title,
      ranked: false,
    },
    connection: {
      of: (known) => (i) => known.events.columns.connection[i],
      title: (known, group) => "#" + known.connections.columns.number[group] + "  " + known.flow(group),
      ranked: true,
    },
    host: {
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
    const { of, title, ranked } = groupings[name];
    const groupOf = of(known);
    const counts = new Map();
    for (const i of selected) {
      const key = groupOf(i);
      counts.set(key, (counts.get(key) || 0) + 1 + 9 * known.events.columns.severity[i]);
    }
    const order = [...counts.keys()].sort((a, b) => (ranked ? counts.get(b) - counts.get(a) : a - b));
    const own = order.length > MOST && ranked ? order.slice(0, MOST - 1) : order;
    const lane = new Map(own.map((key, i) => [key, i]));
    const made = own.map((key) => ({ title: title(known, key), kind: name === "kind" ? key : -1 }));
    if (own.length < order.length) {
      made.push({ title: format.count(order.length - own.length) + " others", kind: -1 });
    }
    fill(made, selected, (i) => lane.get(groupOf(i)) ?? own.length, known.events.columns.severity);
    return made;
  }

  function fill(made, selected, laneOf, severity) {
    const slots = new Uint32Array(made.length * SEVERITIES);
    const slotOf = (i) => laneOf(i) * SEVERITIES + severity[i];
    for (const i of selected) {
      slots[slotOf(i)]++;
    }
    const lists = Array.from(slots, (n) => new Uint32Array(n));
    slots.fill(0);
    for (const i of selected) {
      const slot = slotOf(i);
      lists[slot][slots[slot]++] = i;
    }
    made.forEach((lane, i) => { lane.lists = lists.slice(i * SEVERITIES, (i + 1) * SEVERITIES); });
  }

  /** The event of a lane nearest to `time`; among those `within` of it, the one that matters most. */
  function nearest(lane, times, time, within) {
    for (let severity = SEVERITIES - 1; severity >= 0; severity--) {
      const list = lane.lists[severity];
      const at = lowerBound(list, times, time);
      const near = [at - 1, at].filter((i) => i >= 0 && i < list.length).map((i) => list[i])
        .sort((a, b) => Math.abs(times[a] - time) - Math.abs(times[b] - time))[0];
      if (near !== undefined && Math.abs(times[near] - time) <= within) {
        return near;
      }
    }
    return -1;
  }

  return { select, group, nearest, lowerBound };
})();
