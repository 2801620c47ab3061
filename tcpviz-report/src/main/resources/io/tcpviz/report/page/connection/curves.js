// SPDX-License-Identifier: Apache-2.0
// Paints the curves below the time–sequence graph: octets in flight, round trips, throughput.
"use strict";

const curves = (() => {
  const CELL = 2; // CSS pixels; of several dots in a cell one is drawn
  const FAR = 2.5; // times the most in flight up to which the window belongs into the picture
  const { lowerBound } = columns;
  const { range, stair } = sequence;

  const highest = (values, [first, end]) => Math.max(0, columns.extremes(values, first, end)[1]);

  const fitFlight = ({ flight, peaks }, view) => {
    const seen = range(flight.time, view);
    const most = Math.max(highest(flight.octets, seen), highest(peaks, seen), 1);
    const window = highest(flight.window, seen);
    return [0, (window <= most * FAR ? Math.max(window, most) : most) * 1.08];
  };

  function paintFlight(pen, { flight, peaks }, view, theme) {
    const seen = range(flight.time, view);
    area(pen, flight.time, flight.octets, seen, theme.data);
    stair(pen, flight.time, flight.window, seen, theme.window, 1.2);
    stair(pen, flight.time, peaks, seen, theme.near, 1.3, [5, 3]);
    stair(pen, flight.time, flight.octets, seen, theme.data, 1.2);
  }

  /** What lies below a stair, faintly. */
  function area(pen, times, values, [first, end], colour) {
    const { context, box } = pen;
    let begun = false;
    let left = 0;
    context.globalAlpha = 0.12;
    context.fillStyle = colour;
    context.beginPath();
    columns.stair(times, values, first, end, pen, (at, top) => {
      begun || context.moveTo(at, box.height);
      context.lineTo(at, top);
      begun = true;
      left = at;
    });
    context.lineTo(left, box.height);
    context.closePath();
    context.fill();
    context.globalAlpha = 1;
  }

  /** Indices of the samples in view. */
  const inView = (times, view) => [lowerBound(times, view.from), lowerBound(times, view.to)];

  const fitTrips = ({ far, near }, view) => [
    0,
    Math.max(
      highest(far.value, inView(far.time, view)),
      highest(near.value, inView(near.time, view)),
      1000,
    ) * 1.1,
  ];

  function lowest(values) {
    return values.reduce((least, value) => (value < least ? value : least), Infinity);
  }

  /** Round dots for the far half of the path, hollow squares for the near one, and their minima. */
  function paintTrips(pen, { far, near }, view, theme) {
    least(pen, near, theme.near);
    least(pen, far, theme.far);
    dots(pen, near, inView(near.time, view), theme.near, false);
    dots(pen, far, inView(far.time, view), theme.far, true);
  }

  function least({ context, box, y }, { value }, colour) {
    if (value.length > 0) {
      context.strokeStyle = colour;
      context.lineWidth = 1;
      context.setLineDash([2, 3]);
      context.beginPath();
      context.moveTo(0, y(lowest(value)));
      context.lineTo(box.width, y(lowest(value)));
      context.stroke();
      context.setLineDash([]);
    }
  }

  function dots({ context, box, x, y }, { time, value }, [first, end], colour, round) {
    const across = Math.ceil(box.width / CELL) + 1;
    const taken = new Uint8Array(across * (Math.ceil(box.height / CELL) + 2));
    const size = end - first > box.width ? 1.4 : 2.2;
    context.fillStyle = context.strokeStyle = colour;
    context.lineWidth = 1;
    context.beginPath();
    for (let i = first; i < end; i++) {
      const [left, top] = [x(time[i]), y(value[i])];
      const cell = Math.round(top / CELL) * across + Math.round(left / CELL);
      if (!taken[cell]) {
        taken[cell] = 1;
        if (round) {
          context.moveTo(left + size, top);
          context.arc(left, top, size, 0, 2 * Math.PI);
        } else {
          context.rect(left - size, top - size, 2 * size, 2 * size);
        }
      }
    }
    round ? context.fill() : context.stroke();
  }

  const fitRates = ({ passed }, view, begin) => [
    0,
    Math.max(rates.over(passed, begin, view).all.reduce((a, b) => Math.max(a, b), 0) * 1.1, 1),
  ];

  /** All octets as a line, those that passed for the first time as an area below it. */
  function paintRates(pen, { passed }, view, begin, theme) {
    const { context, box, x, y } = pen;
    const { step, from, all, first } = rates.over(passed, begin, view);
    const steps = (values) =>
      values.forEach((value, i) => {
        context.lineTo(x(from + i * step), y(value));
        context.lineTo(x(from + (i + 1) * step), y(value));
      });
    context.fillStyle = theme.ack;
    context.globalAlpha = 0.3;
    context.beginPath();
    context.moveTo(x(from), box.height);
    steps(first);
    context.lineTo(x(from + first.length * step), box.height);
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1.3;
    for (const [values, colour] of [
      [all, theme.data],
      [first, theme.ack],
    ]) {
      context.strokeStyle = colour;
      context.beginPath();
      context.moveTo(x(from), y(values[0]));
      steps(values);
      context.stroke();
    }
  }

  return {
    fitFlight,
    paintFlight,
    fitTrips,
    paintTrips,
    lowest,
    fitRates,
    paintRates,
  };
})();
