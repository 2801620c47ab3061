// SPDX-License-Identifier: Apache-2.0
// One of several charts on one axis of time: title, values, menu, and the table behind it.
"use strict";

const panel = (() => {
  const { el } = dom;
  const GUTTER = 72; // CSS pixels for the texts of the axis of values
  const WIDE = 150; // for names of kinds of events

  /**
   * Makes a panel.
   *
   * chart: {name, about, height, bare, fit(view) → [low, high], tick(value, step), places?, box?,
   *   paint(pen, view, theme), below?(pen, theme), values(time) → [[name, text, css]],
   *   hover?(place), click?(place), leave?(), tools?: elements, listing: {columns, rows(view),
   *   activate?(row), empty}}; a place is {left, top, time, value} in the drawing area
   * shared: {scope, theme()}
   */
  function create(shared, chart) {
    let box = null; // of values, where some were chosen
    let drawn = null;
    const view = () => shared.scope.view;
    const range = () => box || chart.fit(view());
    const handlers = (hover) => ({
      theme: shared.theme,
      bare: chart.bare,
      y: {
        size: shared.wide ? WIDE : GUTTER,
        range,
        tick: chart.tick,
        places: chart.places,
        box: Boolean(chart.box),
      },
      below: (u) => chart.below && plot.inside(u, (pen) => chart.below(pen, shared.theme())),
      above: (u) => plot.inside(u, (pen) => chart.paint(pen, view(), shared.theme())),
      hover,
      select: ({ from, to, low, high }) =>
        shared.scope.show({ from, to }, low === undefined ? null : { panel: self, low, high }),
      reset: () => shared.scope.reset(),
    });

    const readout = el("p.readout", { "aria-hidden": "true" });
    const frame = el("div.chart");
    const list = table.create(chart.listing.columns, {
      label: chart.name + ": values in view",
      empty: chart.listing.empty,
      activate: chart.listing.activate,
    });
    const listed = el(
      "details.listed",
      { ontoggle: () => fillList() },
      el("summary.small", { "aria-label": chart.name + " as a table" }, "Table"),
      list.element,
    );
    const save = exports.menu({
      name: shared.name() + " " + chart.name,
      make: (parent, width, height) => make(parent, width, height, () => {}),
      width: () => frame.clientWidth,
      height: () => chart.height(),
      note: shared.note,
    });
    const element = el(
      "figure.panel",
      { "aria-label": chart.name },
      el(
        "figcaption",
        {},
        el("h3", {}, chart.name),
        chart.about && el("p.about", {}, chart.about),
        readout,
        chart.tools,
        save,
      ),
      frame,
      listed,
    );

    function make(parent, width, height, hover) {
      return plot.create(parent, width, height, view(), handlers(hover));
    }

    const timeAt = (left) => {
      const { from, to } = view();
      return from + (left / drawn.over.clientWidth) * (to - from);
    };
    function place(left, top) {
      const [low, high] = range();
      const value = high - (top / drawn.over.clientHeight) * (high - low);
      return { left, top, time: timeAt(left), value };
    }

    function hover(left, top) {
      if (left < 0 || !drawn) {
        return;
      }
      shared.scope.point(timeAt(left));
      chart.hover && chart.hover(place(left, top));
    }

    function build() {
      drawn = make(frame, frame.clientWidth, chart.height(), hover);
      drawn.view(view());
      describe();
      scope.attach(shared.scope, drawn.over);
      let down = null;
      drawn.over.addEventListener("mousedown", ({ clientX, clientY }) => {
        down = [clientX, clientY];
      });
      drawn.over.addEventListener("click", (event) => {
        const moved = down && Math.hypot(event.clientX - down[0], event.clientY - down[1]);
        const { left, top } = drawn.over.getBoundingClientRect();
        moved < 5 && chart.click && chart.click(place(event.clientX - left, event.clientY - top));
      });
      drawn.over.addEventListener("pointerleave", () => chart.leave && chart.leave());
    }

    const describe = () => drawn.describe(chart.name + ", " + shared.note());

    const fillList = dom.later(() => listed.open && list.setRows(chart.listing.rows(view())), 100);

    const self = {
      element,
      frame,
      chart,
      /** Where the drawing area stands in the frame, and what it shows. */
      area: () => ({ over: drawn.over, range: range() }),
      layOut() {
        if (frame.clientWidth > 0) {
          drawn ? drawn.resize(frame.clientWidth, chart.height()) : build();
        }
      },
      moved(chosen) {
        box = chosen && chosen.panel === self ? [chosen.low, chosen.high] : null;
        drawn && drawn.view(view());
        drawn && describe();
        fillList();
      },
      redraw: () => drawn && drawn.redraw(),
      pointed(time) {
        readout.replaceChildren(
          ...(time === null ? [] : chart.values(time)).map(([name, text, css]) =>
            el("span." + css, {}, name && el("b", {}, name), text),
          ),
        );
        drawn && drawn.follow(time);
      },
      end() {
        drawn && drawn.destroy();
      },
    };
    return self;
  }

  return { create };
})();
