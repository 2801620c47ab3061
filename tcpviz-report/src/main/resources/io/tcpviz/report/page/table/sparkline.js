// SPDX-License-Identifier: Apache-2.0
// The throughput of a connection over its duration as a drawing of the size of a word.
"use strict";

const sparkline = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const [WIDTH, HEIGHT] = [96, 24]; // of the drawing, in its own units
  const FOOT = 7; // of the height, for what was lost or sent again
  const MARKED = new Set(["loss_infer", "retransmission"]);
  let byRow = null; // marked events of each row: [offsets, events]

  /** Events that are marked, those of one connection side by side. */
  function index() {
    const { connection, kind } = session.events.columns;
    const isMarked = session.kinds.map(({ name }) => MARKED.has(name));
    const offsets = new Uint32Array(session.connections.rows + 1);
    const marked = session.order.filter((event) => isMarked[kind[event]]);
    marked.forEach((event) => offsets[connection[event] + 1]++);
    for (let row = 0; row < session.connections.rows; row++) {
      offsets[row + 1] += offsets[row];
    }
    const free = offsets.slice();
    const events = new Uint32Array(marked.length);
    marked.forEach((event) => {
      events[free[connection[event]]++] = event;
    });
    return [offsets, events];
  }

  /** Where in a connection's duration its losses and repeats are, each place once. */
  function places(row) {
    if (!session.events) {
      return [];
    }
    const [offsets, events] = (byRow ??= index());
    const { first, duration } = session.connections.columns;
    const all = new Set();
    for (let i = offsets[row]; i < offsets[row + 1]; i++) {
      const share = (session.events.columns.time[events[i]] - first[row]) / duration[row];
      all.add(Math.round(Math.min(Math.max(share, 0), 1) * (WIDTH - 4.4)));
    }
    return [...all];
  }

  function bars(parts) {
    const step = WIDTH / parts.length;
    const room = HEIGHT - FOOT;
    return Array.from(parts, (part, i) => {
      const height = part === 0 ? 0 : Math.max(1, (part / 255) * room);
      return part === 0 ? "" : `M${i * step} ${room}v${-height}h${step - 1}v${height}z`;
    }).join("");
  }

  const path = (d, css) => {
    const element = document.createElementNS(SVG, "path");
    element.setAttribute("d", d);
    element.setAttribute("class", css);
    return element;
  };

  /** What it shows, for those who cannot see it. */
  function told(parts, marks) {
    const busiest = parts.indexOf(Math.max(...parts));
    const share = Math.round((100 * (busiest + 0.5)) / parts.length);
    return (
      "busiest at " +
      share +
      " % of its duration" +
      (marks.length > 0 ? ", losses or repeats at " + format.many(marks.length, "place") : "")
    );
  }

  /** The drawing for `row`; null where the page does not know its throughput. */
  function create(row) {
    const parts = session.spark(row);
    if (!parts) {
      return null;
    }
    const marks = places(row);
    const image = document.createElementNS(SVG, "svg");
    Object.entries({
      class: "spark",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": told(parts, marks),
    }).forEach((pair) => image.setAttribute(...pair));
    image.append(
      path(bars(parts), "throughput"),
      path(marks.map((x) => `M${x} ${HEIGHT}l2.2 -5.5l2.2 5.5z`).join(""), "marks"),
    );
    return image;
  }

  return { create };
})();
