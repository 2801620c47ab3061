// SPDX-License-Identifier: Apache-2.0
// Paints lanes of events: single marks where there is room for them, else how many there are.
"use strict";

const painter = (() => {
  const ROOM = 5; // CSS pixels of lane for each mark in view; with less, marks cover each other
  const BAR = 2; // CSS pixels of a density bar
  const MARK = 16; // side of the box that shapes are drawn in
  const SMALLEST = { normal: 1.5, critical: 3 }; // CSS pixels, so that one event can be seen

  const shapes = new Map();

  /** An SVG path text as an object to fill and to stroke, on a canvas as in a drawing. */
  function shape(text) {
    if (!shapes.has(text)) {
      shapes.set(text, vector.path(text));
    }
    return shapes.get(text);
  }

  /** The colours of the theme in force. */
  function colours() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    return {
      severities: words.severities.map((each) => colour("--" + each.css + "-fill")),
      lane: colour("--lane"),
      grid: colour("--line"),
      text: colour("--ink"),
      ink: colour("--ink-soft"),
      halo: colour("--surface"),
    };
  }

  /**
   * Paints one lane into `box` {left, top, width, height} (CSS pixels). `view`: {from, to} in
   * nanoseconds.
   */
  function paint(context, lane, box, view, known, theme) {
    const { time } = known.events.columns;
    if (lanes.count(lane, time, view.from, view.to + 1) * ROOM <= box.width) {
      marks(context, lane, box, view, known, theme);
      return;
    }
    const columns = columnsOf(box);
    const counts = lane.lists.map((list) => lanes.histogram(list, time, view, columns));
    bars(context, counts, box, theme);
  }

  /** How many bars have room in a box. */
  const columnsOf = (box) => Math.max(1, Math.floor(box.width / BAR));

  /** Paints the mark of a kind of event around a place; `size`: the side of its box. */
  function mark(context, kind, x, y, size) {
    const path = shape(words.shape(kind));
    context.save();
    context.translate(x - size / 2, y - size / 2);
    context.scale(size / MARK, size / MARK);
    context.stroke(path);
    context.fill(path, "evenodd");
    context.restore();
  }

  function marks(context, lane, box, view, known, theme) {
    const { time, kind } = known.events.columns;
    const scale = box.width / (view.to - view.from);
    const size = Math.min(MARK, box.height - 8);
    context.strokeStyle = theme.halo;
    context.lineWidth = 1.5;
    lane.lists.forEach((list, severity) => {
      context.fillStyle = theme.severities[severity];
      for (
        let i = lanes.lowerBound(list, time, view.from);
        i < list.length && time[list[i]] <= view.to;
        i++
      ) {
        const x = box.left + (time[list[i]] - view.from) * scale;
        mark(context, known.kinds[kind[list[i]]].name, x, box.top + box.height / 2, size);
      }
    });
  }

  /**
   * Paints how many events of each severity there are in each of the columns. Square roots, so
   * that a single event beside a burst of thousands can still be seen.
   */
  function bars(context, counts, box, theme) {
    const sums = counts[0].map((n, i) => n + counts[1][i] + counts[2][i]);
    const unit = (box.height - 2) / Math.sqrt(sums.reduce((a, b) => Math.max(a, b), 1));
    const width = box.width / sums.length;
    for (let severity = 0; severity < counts.length; severity++) {
      context.fillStyle = theme.severities[severity];
      const least = severity === 2 ? SMALLEST.critical : SMALLEST.normal;
      for (let i = 0; i < sums.length; i++) {
        if (counts[severity][i] > 0) {
          // The worst stands at the bottom; each severity has its share of the bar.
          const whole = Math.sqrt(sums[i]) * unit;
          const worse = counts.slice(severity).reduce((sum, column) => sum + column[i], 0);
          const height = Math.max(least, (whole * worse) / sums[i]);
          context.fillRect(box.left + i * width, box.top + box.height - height, width, height);
        }
      }
    }
  }

  return { paint, bars, columnsOf, mark, shape, colours };
})();
