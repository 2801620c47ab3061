// SPDX-License-Identifier: Apache-2.0
// The charts of one connection on one axis of time: direction, zoom, cursor and selection.
"use strict";

const sheet = (() => {
  const { el } = dom;
  const NARROW = 760; // CSS pixels
  const BESIDE = 1000; // CSS pixels from which the legend and the card stand beside the charts
  const hidden = new Set(); // layers of the graph that are not shown, for all connections

  /**
   * Makes the charts. `known`: of study.of; `said()` is called when what is shown has changed, so
   * that the address can follow.
   */
  function create(known, said) {
    const shared = {
      scope: scope.create(known.full, { changed: moved, pointed }),
      theme: () => theme,
      narrow: () => charted.clientWidth < NARROW,
      name: () => "Connection " + session.connections.columns.number[known.connection],
      note: () => status.textContent,
      selected: () => selected,
    };
    const view = shared.scope;
    let theme = marks.colours();
    let fromServer = known.first;
    let selected = null; // {row, moment, time}
    let panels = [];

    const charted = el("div.charts");
    const legendPlace = el("div.legend-place");
    const cardPlace = el("div.card-place", { "aria-live": "polite" });
    const margin = el("div.margin", {}, legendPlace, cardPlace);
    const status = el("p.status", { role: "status" });
    const sides = [0, 1].map((side) =>
      el(
        "button.chip",
        { type: "button", "aria-pressed": "false", onclick: () => turn(side) },
        segment.sender(side) + " → " + segment.sender(1 - side),
      ),
    );
    const button = (text, label, act) =>
      el("button.small", { type: "button", title: label, "aria-label": label, onclick: act }, text);
    const element = el(
      "section.sheet",
      {
        tabindex: "0",
        "aria-label": "Charts of the connection",
        "aria-describedby": "sheet-keys",
      },
      el(
        "div.sheet-tools",
        {},
        known.trace &&
          el("div.sides-switch", { role: "group", "aria-label": "Whose data is shown" }, sides),
        status,
        el(
          "span.buttons",
          {},
          button("+", "Zoom in", () => view.zoom(0.5)),
          button("−", "Zoom out", () => view.zoom(2)),
          button("All", "All: show the whole connection", view.reset),
        ),
      ),
      el("div.sheet-body", {}, charted, margin),
      keysHelp(),
    );
    const watcher = new ResizeObserver(dom.later(layOut, 20));
    watcher.observe(charted);

    const graph = known.trace ? graphs : bare;

    function turn(side) {
      fromServer = side;
      build();
    }

    function build() {
      panels.forEach((each) => each.end());
      sides.forEach((each, side) => each.setAttribute("aria-pressed", String(side === fromServer)));
      panels = graph();
      charted.replaceChildren(...panels.map((each) => each.element));
      describe();
      layOut();
      panels.forEach((each) => each.moved(null));
      tell();
    }

    function graphs() {
      return sheetCharts.graphs(known, fromServer, hidden, shared, { select, legendPlace });
    }

    function bare() {
      return sheetCharts.bare(known, shared, { select: selectEvent });
    }

    /** The card stands beside the charts, or where there is no room, below the first of them. */
    function layOut() {
      const beside = element.clientWidth >= BESIDE;
      const first = charted.querySelector(".tall") || charted.lastElementChild;
      if (beside || !first) {
        margin.append(cardPlace);
      } else if (first.nextElementSibling !== cardPlace) {
        first.after(cardPlace);
      }
      panels.forEach((each) => each.layOut());
    }

    function moved(box) {
      panels.forEach((each) => each.moved(box));
      describe();
      said();
    }

    function pointed(time) {
      panels.forEach((each) => each.pointed(time));
    }

    function describe() {
      const { from, to } = view.view;
      status.textContent = view.isWhole()
        ? "whole connection, " + format.duration(Math.round(to - from))
        : format.duration(Math.round(to - from)) +
          " from " +
          format.moment(Math.max(0, session.since(from)));
    }

    function redraw() {
      theme = marks.colours();
      layOut(); // paper has a width of its own
      panels.forEach((each) => each.redraw());
    }

    /** Shows the selection in all charts and in the card. */
    function tell() {
      const acts = { step, zoom: zoomToIt, close: () => mark(null) };
      cardPlace.replaceChildren(
        ...(selected ? [card.of(known, selected, acts)] : [sheetCharts.hint(known)]),
      );
      panels.forEach((each) => (each.reveal || each.redraw)());
    }

    function mark(chosen) {
      selected = chosen;
      chosen && view.reveal(chosen.time);
      tell();
      said();
    }

    function select(row) {
      mark(
        row < 0
          ? null
          : { row, time: known.trace.time[row], moment: (known.events.get(row) || [null])[0] },
      );
    }

    function selectEvent(event) {
      const moment = known.moments.find((each) => each.event === event);
      moment.at >= 0
        ? select(moment.at)
        : mark({ row: -1, time: moment.time, moment });
      const side = study.concerned(moment);
      if (known.trace && side !== fromServer) {
        turn(side);
      }
    }

    /** To the next or the previous moment with an event. */
    function step(by) {
      const all = known.moments;
      const here = selected ? selected.moment : null;
      const at = all.indexOf(here);
      const time = selected ? selected.time : by > 0 ? view.view.from : view.view.to;
      const next =
        at >= 0
          ? all[at + by]
          : by > 0
            ? all.find((each) => each.time > time)
            : all.findLast((each) => each.time < time);
      if (!next) {
        all.length === 0 && view.pan(by * 0.2);
        return;
      }
      const same = here && next.at >= 0 && next.at === here.at;
      if (same) {
        selected = { ...selected, moment: next };
        step(by);
      } else {
        selectEvent(next.event);
      }
    }

    function zoomToIt() {
      const length = Math.min(
        (view.full.to - view.full.from) / 20,
        Math.max(2e6, 6 * (known.trace ? known.side(fromServer).trip : 0)),
      );
      view.show({ from: selected.time - length / 2, to: selected.time + length / 2 });
    }

    /** Answers to a key; false if it means nothing here. */
    function key(event) {
      const { from, to } = view.view;
      const inView = selected && selected.time >= from && selected.time <= to;
      const at = inView ? selected.time : undefined;
      const keys = {
        ArrowRight: () => (event.shiftKey ? view.pan(0.2) : step(1)),
        ArrowLeft: () => (event.shiftKey ? view.pan(-0.2) : step(-1)),
        "+": () => view.zoom(0.5, at),
        "=": () => view.zoom(0.5, at),
        "-": () => view.zoom(2, at),
        0: view.reset,
        Home: view.reset,
        Enter: () => selected && zoomToIt(),
        d: () => known.trace && turn(1 - fromServer),
        Escape: () => mark(null),
      };
      const means = keys[event.key] && (event.key !== "Escape" || selected);
      means && keys[event.key]();
      return Boolean(means);
    }

    /** The row of a frame, or the event of it. */
    function find(frame, file) {
      const { trace } = known;
      if (trace) {
        const isIt = (row) =>
          trace.frame[row] === frame && (!file || segment.fileOf(trace, row) === file);
        const row = known.sent[0].rows.find(isIt);
        return row === undefined ? null : () => select(row);
      }
      const moment = known.moments.find(({ fields }) => fields.get("@frame") === frame);
      return moment ? () => selectEvent(moment.event) : null;
    }

    build();
    return {
      element,
      key,
      redraw,
      selectEvent,
      /** What the address says of it: {t, frame, file}, empty where there is nothing to say. */
      state() {
        const seconds = (time) => String(Math.round(session.since(time)) / 1e9);
        const { from, to } = view.view;
        const row = selected ? selected.row : -1;
        const fields = selected && selected.moment ? selected.moment.fields : new Map();
        return {
          t: view.isWhole() ? "" : seconds(from) + "-" + seconds(to),
          frame: String((row >= 0 ? known.trace.frame[row] : fields.get("@frame")) ?? ""),
          file: (row >= 0 ? segment.fileOf(known.trace, row) : fields.get("@file")) || "",
        };
      },
      /** Shows what an address says. */
      restore(params) {
        const stretch = /^(-?[\d.]+)-(-?[\d.]+)$/.exec(params.get("t") || "");
        const at = find(Number(params.get("frame")), params.get("file"));
        if (stretch && Number(stretch[2]) > Number(stretch[1])) {
          const [from, to] = stretch.slice(1).map((text) => Number(text) * 1e9 + session.from);
          view.show({ from, to });
        } else {
          view.reset();
        }
        params.get("frame") && at ? at() : mark(null);
        params.get("frame") && at && !stretch && zoomToIt();
      },
      end() {
        watcher.disconnect();
        panels.forEach((each) => each.end());
      },
    };
  }

  function keysHelp() {
    const keys = [
      ["drag", "zoom"],
      ["wheel", "zoom"],
      ["Shift drag", "move"],
      ["double click", "all"],
      ["← →", "next mark"],
      ["Shift ← →", "move"],
      ["+ −", "zoom"],
      ["0", "all"],
      ["D", "other direction"],
      ["[ ]", "next connection"],
      ["Esc", "back"],
    ];
    return el(
      "p.keys",
      { id: "sheet-keys" },
      keys.map(([name, what]) => el("span", {}, el("kbd", {}, name), " " + what)),
    );
  }

  return { create };
})();
