// SPDX-License-Identifier: Apache-2.0
// The frame in which we paint: uPlot with an axis of time, a cursor and a selection.
"use strict";

const plot = (() => {
  const AXIS = 40; // CSS pixels below the lanes
  const LOW = 200; // CSS pixels of height up to which ticks stand closer
  const DRAG = 6; // CSS pixels that a pointer must move to select
  const BOX = 36; // CSS pixels of height from which a selection is a box

  /** Steps between ticks. */
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

  const lines = (theme) => ({
    stroke: () => theme().ink,
    grid: { stroke: () => theme().grid, width: 1 },
    ticks: { stroke: () => theme().grid, width: 1, size: 5 },
    font: "12px system-ui, sans-serif",
    incrs: steps(),
  });

  const timeAxis = (theme, bare) => ({
    ...lines(theme),
    scale: "x",
    size: bare ? 0 : AXIS,
    gap: 6,
    space: 90,
    splits: (u, axisAt, from, to, step) => ticks(from, to, step),
    values: (u, splits, axisAt, space, step) =>
      bare
        ? splits.map(() => "")
        : splits.map((at) => format.tick((at - session.from) / 1e9, step / 1e9)),
  });

  const valueAxis = (theme, y) => ({
    ...lines(theme),
    scale: "y",
    size: y.size,
    gap: 4,
    space: (u, axisAt, low, high, height) => (y.places ? 0 : height > LOW ? 34 : 22),
    values: (u, splits, axisAt, space, step) => splits.map((at) => y.tick(at, step)),
    ...(y.places ? { splits: () => y.places, grid: { show: false }, ticks: { show: false } } : {}),
  });

  /**
   * Calls `draw({context, box, x(time), y(value), at(x) → time})` with the origin in the corner of
   * the drawing area, in CSS pixels; nothing is painted outside of it.
   */
  function inside(u, draw) {
    const ratio = devicePixelRatio || 1;
    const { left, top, width, height } = u.bbox;
    const box = { width: width / ratio, height: height / ratio };
    const { x, y } = u.scales;
    const across = box.width / (x.max - x.min);
    const down = box.height / (y.max - y.min);
    u.ctx.save();
    u.ctx.beginPath();
    u.ctx.rect(left, top, width, height);
    u.ctx.clip();
    u.ctx.translate(left, top);
    u.ctx.scale(ratio, ratio);
    draw({
      context: u.ctx,
      box,
      x: (time) => (time - x.min) * across,
      y: (value) => (y.max - value) * down,
      at: (left) => x.min + left / across,
    });
    u.ctx.restore();
  }

  function selected(u, select) {
    const { left, top, width, height } = u.select;
    if (width > 0) {
      const whole = height >= u.over.clientHeight;
      select({
        from: u.posToVal(left, "x"),
        to: u.posToVal(left + width, "x"),
        ...(whole ? {} : { low: u.posToVal(top + height, "y"), high: u.posToVal(top, "y") }),
      });
      u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    }
  }

  /**
   * Makes a plot in `parent`, its axis of time below the `height`.
   *
   * full: {from, to} of the time that there is
   * on: {theme() → colours, below(u) and above(u) paint under and over the grid, hover(left, top),
   *   select(view), reset()}, and for a plot with values
   *   y: {size of the axis, range() → [low, high], tick(value, step) → text, box: whether a
   *   selection may be a box, places: where the ticks are, if not at round values},
   *   bare: whether the axis of time goes without its texts
   */
  function create(parent, width, height, full, on) {
    const below = on.bare ? 0 : AXIS;
    const room = on.y && !on.y.places ? 8 : 0; // above and below values
    const options = {
      width,
      height: height + below,
      legend: { show: false },
      padding: [room, 20, on.bare ? room : 0, on.y ? 0 : 12],
      scales: {
        x: { time: false, range: (u, from, to) => [from, to] },
        y: { range: () => (on.y ? on.y.range() : [0, 1]) },
      },
      axes: [timeAxis(on.theme, on.bare), on.y ? valueAxis(on.theme, on.y) : { show: false }],
      series: [{}, { paths: () => null, points: { show: false } }],
      cursor: {
        y: Boolean(on.y),
        points: { show: false },
        drag: { x: true, y: Boolean(on.y && on.y.box), uni: BOX, setScale: false, dist: DRAG },
        bind: {
          dblclick: () => () => on.reset(),
          mousedown: (u, target, act) => (event) =>
            event.button === 0 && !event.shiftKey ? act(event) : null,
        },
      },
      hooks: {
        drawClear: [on.below],
        draw: [on.above],
        setCursor: [(u) => following || on.hover(u.cursor.left, u.cursor.top)],
        setSelect: [(u) => selected(u, on.select)],
      },
    };
    let following = false;
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

    function rescale() {
      const [min, max] = on.y.range();
      made.setScale("y", { min, max });
    }

    return {
      over: made.over,
      view: ({ from, to }) =>
        made.batch(() => {
          made.setScale("x", { min: from, max: to });
          on.y && rescale();
        }),
      redraw: () => made.redraw(false, true),
      destroy: () => made.destroy(),
      describe: (text) => canvases.forEach((canvas) => canvas.setAttribute("aria-label", text)),
      /** Shows the cursor at a time; outside of the view it is hidden. */
      follow(time) {
        const left = time === null ? -10 : made.valToPos(time, "x");
        following = true;
        made.setCursor({ left: left >= 0 && left <= made.over.clientWidth ? left : -10, top: -10 });
        following = false;
      },
      resize(newWidth, newHeight) {
        made.setSize({ width: newWidth, height: newHeight + below });
        made.redraw(false, false);
      },
    };
  }

  return { create, inside };
})();
