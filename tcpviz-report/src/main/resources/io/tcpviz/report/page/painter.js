// SPDX-License-Identifier: Apache-2.0
// Paints lanes of events: single marks where there is room for them, else how many there are.
"use strict";

const painter = (() => {
  const ROOM = 5; // CSS pixels of lane for each mark in view; with less, marks would cover each other
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
    const ranges = lane.lists.map((list) => [
      lanes.lowerBound(list, time, view.from),
      lanes.lowerBound(list, time, view.to + 1),
    ]);
    const visible = ranges.reduce((sum, [low, high]) => sum + high - low, 0);
    const draw = visible * ROOM > box.width ? bars : marks;
    draw(context, lane, ranges, box, view, known, theme);
  }

  function marks(context, lane, ranges, box, view, known, theme) {
    const { time, kind } = known.events.columns;
    const scale = box.width / (view.to - view.from);
    const size = Math.min(MARK, box.height - 8) / MARK;
    context.strokeStyle = theme.halo;
    context.lineWidth = 1.5;
    ranges.forEach(([low, high], severity) => {
      context.fillStyle = theme.severities[severity];
      for (let i = low; i < high; i++) {
        const event = lane.lists[severity][i];
        const path = shape(words.shape(known.kinds[kind[event]].name));
        context.save();
        context.translate(
          box.left + (time[event] - view.from) * scale - (MARK / 2) * size,
          box.top + box.height / 2 - (MARK / 2) * size,
        );
        context.scale(size, size);
        context.stroke(path);
        context.fill(path, "evenodd");
        context.restore();
      }
    });
  }

  /** Square roots, so that a single event beside a burst of thousands can still be seen. */
  function bars(context, lane, ranges, box, view, known, theme) {
    const columns = Math.floor(box.width / BAR);
    const counts = ranges.map(([low, high], severity) =>
      histogram(lane.lists[severity], low, high, columns, view, known.events.columns.time),
    );
    const sums = counts[0].map((n, i) => n + counts[1][i] + counts[2][i]);
    const unit = (box.height - 2) / Math.sqrt(sums.reduce((a, b) => Math.max(a, b), 1));
    for (let severity = 0; severity < counts.length; severity++) {
      context.fillStyle = theme.severities[severity];
      const least = severity === 2 ? SMALLEST.critical : SMALLEST.normal;
      for (let i = 0; i < columns; i++) {
        if (counts[severity][i] > 0) {
          // The worst stands at the bottom; each severity has its share of the bar.
          const whole = Math.sqrt(sums[i]) * unit;
          const worse = counts.slice(severity).reduce((sum, column) => sum + column[i], 0);
          const height = Math.max(least, (whole * worse) / sums[i]);
          context.fillRect(box.left + i * BAR, box.top + box.height - height, BAR, height);
        }
      }
    }
  }

  function histogram(list, low, high, columns, view, times) {
    const counts = new Uint32Array(columns);
    const width = (view.to - view.from) / columns;
    for (let i = 0, at = low; i < columns && at < high; i++) {
      const next =
        i === columns - 1
          ? high
          : Math.min(high, lanes.lowerBound(list, times, view.from + (i + 1) * width, at));
      counts[i] = next - at;
      at = next;
    }
    return counts;
  }

  return { paint, shape, colours };
})();
