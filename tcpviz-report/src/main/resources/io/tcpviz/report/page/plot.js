// SPDX-License-Identifier: Apache-2.0
// The frame in which lanes are painted: uPlot with an axis of time, a cursor and a selection.
"use strict";

const plot = (() => {
  const AXIS = 40; // CSS pixels below the lanes
  const DRAG = 6; // CSS pixels that a pointer must move to select

  /** Steps between ticks, in nanoseconds. */
  function steps() {
    const all = [];
    for (let unit = 1; unit <= 1e18; unit *= 10) {
      all.push(unit, 2 * unit, 5 * unit);
    }
    return all;
  }

  /** Ticks at round times since the beginning of the capture. */
  function ticks(from, to, step) {
    const first = Math.ceil(Math.max(0, from - session.from) / step) * step + session.from;
    const count = Math.max(0, Math.floor((to - first) / step) + 1);
    return Array.from({ length: count }, (_, i) => first + i * step);
  }

  const axis = (theme) => ({
    scale: "x",
    stroke: () => theme().ink,
    grid: { stroke: () => theme().grid, width: 1 },
    ticks: { stroke: () => theme().grid, width: 1, size: 5 },
    size: AXIS,
    gap: 6,
    space: 90,
    font: "12px system-ui, sans-serif",
    incrs: steps(),
    splits: (u, axisAt, from, to, step) => ticks(from, to, step),
    values: (u, splits, axisAt, space, step) =>
      splits.map((at) => format.tick((at - session.from) / 1e9, step / 1e9)),
  });

  function selected(u, select) {
    if (u.select.width > 0) {
      select({
        from: u.posToVal(u.select.left, "x"),
        to: u.posToVal(u.select.left + u.select.width, "x"),
      });
      u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    }
  }

  /**
   * Makes a plot in `parent`. `full`: {from, to} of the time that there is; on: {theme() → colours,
   * below(u) and above(u) paint under and over the grid, hover(left, top), select(view), reset()}.
   */
  function create(parent, width, height, full, on) {
    const options = {
      width,
      height: height + AXIS,
      legend: { show: false },
      padding: [0, 20, 0, 12],
      scales: {
        x: { time: false, range: (u, from, to) => [from, to] },
        y: { range: () => [0, 1] },
      },
      axes: [axis(on.theme), { show: false }],
      series: [{}, { paths: () => null, points: { show: false } }],
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false, dist: DRAG },
        bind: { dblclick: () => () => on.reset() },
      },
      hooks: {
        drawClear: [on.below],
        draw: [on.above],
        setCursor: [(u) => on.hover(u.cursor.left, u.cursor.top)],
        setSelect: [(u) => selected(u, on.select)],
      },
    };
    const made = new uPlot(
      options,
      [
        [full.from, full.to],
        [null, null],
      ],
      parent,
    );
    const canvases = made.root.querySelectorAll("canvas");
    canvases.forEach((canvas) => canvas.setAttribute("role", "img"));
    return {
      over: made.over,
      view: ({ from, to }) => made.setScale("x", { min: from, max: to }),
      redraw: () => made.redraw(false, true),
      destroy: () => made.destroy(),
      describe: (text) => canvases.forEach((canvas) => canvas.setAttribute("aria-label", text)),
      resize(newWidth, newHeight) {
        made.setSize({ width: newWidth, height: newHeight + AXIS });
        made.redraw(false, false);
      },
    };
  }

  return { create };
})();
