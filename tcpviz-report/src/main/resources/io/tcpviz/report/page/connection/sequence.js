// SPDX-License-Identifier: Apache-2.0
// Paints the time–sequence graph: segments, acknowledgments, window, selective acknowledgments.
"use strict";

const sequence = (() => {
  const DENSE = 0.6; // bars per CSS pixel of width from which they are drawn as covered pixels
  const ROOMY = 7; // CSS pixels from bar to bar at which their ends are drawn
  const LABEL = 44; // CSS pixels for a name of a control bit
  const TALL = 5; // CSS pixels of height at which they are
  const { lowerBound } = columns;

  /** Indices of what lies in view: of rising `times`, one more on each side for lines. */
  const range = (times, view) => [
    Math.max(0, lowerBound(times, view.from) - 1),
    Math.min(times.length, lowerBound(times, view.to) + 1),
  ];

  /** The lowest and the highest sequence number in view, with room; the window only if near. */
  function fit({ segments, acks }, view, hidden) {
    const [first, end] = range(segments.time, view);
    const answers = range(acks.time, view);
    const una = columns.extremes(acks.ack, ...answers);
    const low = Math.min(columns.extremes(segments.low, first, end)[0], una[0]);
    const high = Math.max(columns.extremes(segments.high, first, end)[1], una[1]);
    const edge = columns.extremes(acks.edge, ...answers)[1];
    if (low > high) {
      return [0, 1];
    }
    const length = Math.max(1, high - low);
    const top = !hidden.has("window") && edge > high && edge - high <= length ? edge : high;
    const room = Math.max(0.3, (top - low) * 0.05);
    return [low - room, top + room];
  }

  /** Draws those in view of upright bars of one colour. */
  function bars(pen, given, view, colour, width) {
    const { context, box, x, y } = pen;
    const [first, end] = range(given.time, view);
    context.fillStyle = context.strokeStyle = colour;
    if (end - first > box.width * DENSE) {
      const covered = new columns.Bars(box.width, box.height);
      for (let i = first; i < end; i++) {
        covered.add(x(given.time[i]), y(given.high[i]), y(given.low[i]));
      }
      covered.each((column, top, height) => context.fillRect(column, top, 1, height));
      return;
    }
    context.lineWidth = width;
    context.beginPath();
    const roomy = (box.width / Math.max(1, end - first)) * 1.5 > ROOMY;
    for (let i = first; i < end; i++) {
      const [left, right] = [x((given.since || given.time)[i]), x(given.time[i])];
      const [top, bottom] = [y(given.high[i]), y(given.low[i])];
      const short = bottom - top < 1 ? 0.5 : 0;
      context.moveTo(left, bottom + short);
      context.lineTo(right, top - short);
      if (roomy && bottom - top > TALL) {
        context.moveTo(right - 2.5, top);
        context.lineTo(right + 2.5, top);
        context.moveTo(left - 2.5, bottom);
        context.lineTo(left + 2.5, bottom);
      }
    }
    context.stroke();
  }

  /** A stair from corner to corner: level from one time to the next. */
  function stair(pen, times, values, [first, end], colour, width, dashes = []) {
    const { context, box, x } = pen;
    let begun = false;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dashes);
    context.beginPath();
    const last = columns.stair(times, values, first, end, pen, (left, top) => {
      begun ? context.lineTo(left, top) : context.moveTo(left, top);
      begun = true;
    });
    begun && end === times.length && context.lineTo(Math.min(box.width, x(times[end - 1])), last);
    context.stroke();
    context.setLineDash([]);
  }

  /** A tick at each acknowledgment, where there is room: those that repeat a number show by it. */
  function ackTicks({ context, box, x, y }, acks, [first, end], theme) {
    if ((end - first) * 4 > box.width) {
      return;
    }
    context.strokeStyle = theme.ack;
    context.lineWidth = 1;
    context.beginPath();
    for (let i = first; i < end; i++) {
      context.moveTo(x(acks.time[i]), y(acks.ack[i]) - 2.5);
      context.lineTo(x(acks.time[i]), y(acks.ack[i]) + 3.5);
    }
    context.stroke();
  }

  function losses(pen, side, theme, view) {
    const { context, x, y, box } = pen;
    context.fillStyle = theme.loss;
    for (const { from, repaired, octets } of side.losses) {
      if (repaired >= view.from && from <= view.to) {
        const left = Math.max(0, x(from));
        const width = Math.max(3, Math.min(box.width, x(repaired)) - left);
        const [top, bottom] = [y(octets.high), y(octets.low)];
        context.fillRect(left, top - 1, width, Math.max(3, bottom - top + 2));
      }
    }
  }

  /** The marks of verdicts, above their segments, and of losses and closed windows. */
  function verdicts(pen, side, hidden, theme, view) {
    const { context, x, y } = pen;
    const passes = marks.sieve();
    const put = (role, time, value, away) => {
      const [left, top] = [x(time), y(value) - away];
      hidden.has(role) || !passes(role, left, top) || marks.draw(context, role, left, top, theme);
    };
    const { segments, acks } = side;
    hidden.has("window") ||
      acks.closed.forEach((i) => {
        acks.time[i] >= view.from &&
          acks.time[i] <= view.to &&
          put("closed", acks.time[i], acks.edge[i], 0);
      });
    for (const { from, octets } of side.losses) {
      from >= view.from && from <= view.to && put("loss", from, (octets.low + octets.high) / 2, 0);
    }
    for (const { role, time, high } of segments.marked) {
      for (let [i, end] = range(time, view); i < end; i++) {
        put(role, time[i], high[i], marks.SIZE / 2 + 1);
      }
    }
  }

  function cross(context, x, y, theme) {
    context.strokeStyle = theme.marks[marks.code("timeout") - 1];
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x - 4, y - 4);
    context.lineTo(x + 4, y + 4);
    context.moveTo(x - 4, y + 4);
    context.lineTo(x + 4, y - 4);
    context.stroke();
  }

  /** SYN, FIN and RST by name, as far as they have room. */
  function controls({ context, x, y, box }, side, theme) {
    const written = new Map(); // by name: where it was written last
    context.font = "600 10px system-ui, sans-serif";
    context.textBaseline = "middle";
    for (const { time, value, name, isReset } of side.controls) {
      const left = x(time);
      const isNear = left - (written.get(name) ?? -Infinity) < LABEL;
      if (left >= 0 && left <= box.width && !isNear) {
        written.set(name, left);
        const fits = left + 34 < box.width;
        context.textAlign = fits ? "left" : "right";
        context.fillStyle = isReset ? theme.marks[marks.code("timeout") - 1] : theme.data;
        const top = y(value) + (isReset ? -9 : 8);
        context.fillText(name, left + (fits ? 6 : -6), Math.min(box.height - 7, top));
      }
      isReset && cross(context, left, y(value), theme);
    }
  }

  /** Says where the window is, if it is too far above for this picture. */
  function windowAbove({ context, box, y }, acks, [first, end], theme) {
    const edge = end > first ? acks.edge[end - 1] : NaN;
    if (y(edge) < 0) {
      context.font = "11px system-ui, sans-serif";
      context.textAlign = "right";
      context.textBaseline = "top";
      context.fillStyle = theme.window;
      context.fillText("↑ window up to " + format.whole(edge), box.width - 6, 5);
    }
  }

  /** Paints what is in view. pen: {context, box, x(time), y(value)} in CSS pixels. */
  function paint(pen, side, view, hidden, theme) {
    const { segments, acks, blocks } = side;
    const answers = range(acks.time, view);
    hidden.has("loss") || losses(pen, side, theme, view);
    if (!hidden.has("window")) {
      stair(pen, acks.time, acks.edge, answers, theme.window, 1.2);
      windowAbove(pen, acks, answers, theme);
    }
    hidden.has("sack") || bars(pen, blocks, view, theme.sack, 2);
    hidden.has("data") || bars(pen, segments.plain, view, theme.data, 1.4);
    if (!hidden.has("acks")) {
      stair(pen, acks.time, acks.ack, answers, theme.ack, 1.4);
      ackTicks(pen, acks, answers, theme);
    }
    for (const group of segments.marked) {
      hidden.has(group.role) ||
        bars(pen, group, view, theme.marks[marks.code(group.role) - 1], 2.4);
    }
    hidden.has("data") || controls(pen, side, theme);
    verdicts(pen, side, hidden, theme, view);
  }

  return { fit, paint, stair, range };
})();
