// SPDX-License-Identifier: Apache-2.0
// Which events stand in which lane: no drawing here.
"use strict";

const lanes = (() => {
  const PAGE = 12; // lanes that stand under each other
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

  const groupings = {
    kind: {
      title: "kind",
      size: (known) => known.kinds.length,
      of: (known) => (i) => known.events.columns.kind[i],
      name: (known, group) => known.kinds[group].title,
      ranked: false,
    },
    connection: {
      title: "connection",
      size: (known) => known.connections.rows,
      of: (known) => (i) => known.events.columns.connection[i],
      name: (known, group) =>
        "#" + known.connections.columns.number[group] + "  " + known.flow(group),
      ranked: true,
    },
    host: {
      title: "sender",
      size: (known) => known.texts().length,
      of: (known) => (i) => known.sender(i),
      name: (known, group) => known.text(group),
      ranked: true,
    },
    port: {
      title: "server port",
      size: () => 65537,
      of: (known) => (i) =>
        known.connections.columns.serverPort[known.events.columns.connection[i]] + 1,
      name: (known, group) => (group === 0 ? "No port" : "Port " + (group - 1)),
      ranked: true,
    },
  };

  /**
   * Groups events into lanes, the busiest first: {lanes, groups, from}. A lane is {title, group,
   * lists}, with one list per severity in time order. A page of the lanes begins with number
   * `from`; all that stand on other pages share a last lane, whose group is -1.
   */
  function group(known, selected, name, from = 0) {
    const { size, of, name: titleOf, ranked } = groupings[name];
    const { severity } = known.events.columns;
    const groupOf = of(known);
    const weights = new Float64Array(size(known));
    for (let at = 0; at < selected.length; at++) {
      weights[groupOf(selected[at])] += 1 + 9 * severity[selected[at]];
    }
    const order = Array.from(weights.keys()).filter((key) => weights[key] > 0);
    ranked && order.sort((a, b) => weights[b] - weights[a]);
    const fits = !ranked || order.length <= PAGE;
    const first = fits ? 0 : Math.max(0, Math.min(from, order.length - 1));
    const own = fits ? order : order.slice(first, first + PAGE);
    const laneOf = new Int32Array(weights.length).fill(own.length);
    own.forEach((key, lane) => {
      laneOf[key] = lane;
    });
    const made = own.map((key) => ({ title: titleOf(known, key), group: key }));
    if (own.length < order.length) {
      made.push({ title: format.many(order.length - own.length, "other"), group: -1 });
    }
    fill(made, selected, (i) => laneOf[groupOf(i)] * SEVERITIES + severity[i]);
    return { lanes: made, groups: order.length, from: first };
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

  /** The event of a lane nearest to `time`; of those `within` of it, the one that matters most. */
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

  /** Whether `event` stands in a lane. */
  function has(lane, times, severity, event) {
    const list = lane.lists[severity];
    let at = lowerBound(list, times, times[event]);
    while (at < list.length && list[at] !== event && times[list[at]] === times[event]) {
      at++;
    }
    return list[at] === event;
  }

  /** How many events of a lane lie from one time to another, the second not included. */
  const count = (lane, times, from, to) =>
    lane.lists.reduce(
      (sum, list) => sum + lowerBound(list, times, to) - lowerBound(list, times, from),
      0,
    );

  /** How many events of a list fall into each of `columns` equal parts of the view. */
  function histogram(list, times, view, columns) {
    const counts = new Uint32Array(columns);
    const width = (view.to - view.from) / columns;
    let at = lowerBound(list, times, view.from);
    const high = lowerBound(list, times, view.to + 1, at);
    for (let i = 0; i < columns && at < high; i++) {
      const last = i === columns - 1;
      const next = last
        ? high
        : Math.min(high, lowerBound(list, times, view.from + (i + 1) * width, at));
      counts[i] = next - at;
      at = next;
    }
    return counts;
  }

  /** The same for all events of a selection at once: one list of counts for each severity. */
  function overall(known, selected, view, columns) {
    const { time, severity } = known.events.columns;
    const counts = Array.from({ length: SEVERITIES }, () => new Uint32Array(columns));
    const perNano = columns / (view.to - view.from);
    for (let at = 0; at < selected.length; at++) {
      const event = selected[at];
      const column = Math.floor((time[event] - view.from) * perNano);
      counts[severity[event]][Math.max(0, Math.min(columns - 1, column))]++;
    }
    return counts;
  }

  return { PAGE, groupings, group, nearest, has, count, histogram, overall, lowerBound };
})();
