// SPDX-License-Identifier: Apache-2.0
// The events over time: filters, lanes, zoom, and what is under the pointer.
"use strict";

const timeline = (() => {
  const { el } = dom;
  const NARROW = 700; // CSS pixels below which the names of lanes stand above them
  const GAP = 8;
  const SHORTEST = 1e3; // nanoseconds in view at the closest zoom
  const REACH = 10; // CSS pixels from the pointer to an event
  const SCROLLING = 400; // milliseconds after which a wheel no longer belongs to scrolling

  /** Makes a timeline. `openConnection(row)` shows a connection. */
  function create(openConnection) {
    const { time } = session.events.columns;
    const full = wide(session.from, session.to);
    let view = full;
    let selected = session.order;
    let made = [];
    let drawn = null; // the plot, once the frame has a width
    let drawnSize = [];
    let theme = painter.colours();
    let current = -1; // the event that is pointed at
    let scrolledAt = -Infinity;

    const names = el("div.lane-names", { "aria-hidden": "true" });
    const chart = el("div.chart", {
      tabindex: "0",
      role: "group",
      "aria-describedby": "timeline-keys",
      onkeydown: key,
      onpointerleave: () => point(-1),
    });
    const handlers = {
      theme: () => theme,
      below: (u) => eachLane(u, isNarrow(), fillLane),
      above: (u) => eachLane(u, isNarrow(), paintLane),
      hover,
      select: show,
      reset: () => show(full),
    };
    const frame = el("div.frame", {}, names, chart);
    const pointed = pointer.create(frame);
    const spoken = el("p.visually-hidden", { "aria-live": "polite" });
    const status = el("p.status", { role: "status" });
    const nothing = el("p.nothing", { hidden: true }, "No event passes the filters.");
    const list = eventList.create({
      label: "Events in view",
      activate: (i) => openConnection(session.events.columns.connection[i]),
      withConnection: true,
    });
    const listed = el(
      "details.listed",
      { ontoggle: () => refreshList() },
      el("summary", {}, "The events in view as a table"),
      list.element,
    );
    const save = exports.menu({
      name: "Timeline of events",
      make: makeNamed,
      width: () => drawnSize[0],
      height: () => made.length * laneHeight(true),
      note: () => status.textContent,
    });
    const bar = filters.create({ changed: apply, zoom, reset: () => show(full), save });
    const element = el(
      "div.timeline",
      {},
      bar.element,
      status,
      frame,
      nothing,
      keysHelp(),
      listed,
      spoken,
    );

    new ResizeObserver(() => layOut()).observe(frame);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      theme = painter.colours();
      drawn && drawn.redraw();
    });
    addEventListener(
      "scroll",
      () => {
        scrolledAt = performance.now();
      },
      { passive: true },
    );
    chart.addEventListener("wheel", wheel, { passive: false });

    function apply() {
      const chosen = bar.chosen();
      selected = lanes.select(session, chosen);
      made = lanes.group(session, selected, chosen.grouping);
      point(-1);
      layOut(true);
    }

    /** The chart in view as a picture of its own, with the names of its lanes. */
    function makeNamed(parent, width, height) {
      const named = (u) =>
        eachLane(u, true, (lane, box, context) => {
          paintLane(lane, box, context);
          context.font = "12px system-ui, sans-serif";
          context.textAlign = "left";
          context.textBaseline = "alphabetic";
          context.fillStyle = theme.text;
          context.fillText(lane.title, box.left, box.top - 6);
        });
      return plot.create(parent, width, height, view, {
        ...handlers,
        below: (u) => eachLane(u, true, fillLane),
        above: named,
      });
    }

    const isNarrow = () => frame.classList.contains("narrow");
    const laneHeight = (narrow) => (narrow ? 50 : made.length > 8 ? 32 : 38);

    /** Fits the plot to its frame; `anew` when the lanes have changed. */
    function layOut(anew) {
      nothing.hidden = made.length > 0;
      frame.hidden = made.length === 0;
      const width = Math.floor(frame.clientWidth);
      if (width === 0) {
        describe();
        return;
      }
      const narrow = width < NARROW;
      frame.classList.toggle("narrow", narrow);
      const height = made.length * laneHeight(narrow);
      names.replaceChildren(
        ...made.map((lane, i) => {
          const name = el(
            "div",
            { title: lane.title },
            lane.kind >= 0 && dom.kindIcon(session.kinds[lane.kind].name),
            el("span", {}, lane.title),
          );
          name.style.top = i * laneHeight(narrow) + "px";
          name.style.height = laneHeight(narrow) + "px";
          return name;
        }),
      );
      const size = [chart.clientWidth, height];
      if (!drawn) {
        drawn = plot.create(chart, ...size, full, handlers);
      } else if (anew || String(size) !== String(drawnSize)) {
        drawn.resize(...size);
      }
      drawnSize = size;
      describe();
    }

    function fillLane(lane, box, context) {
      context.fillStyle = theme.lane;
      context.fillRect(box.left, box.top, box.width, box.height);
    }

    const paintLane = (lane, box, context) =>
      painter.paint(context, lane, box, view, session, theme);

    /** Calls `draw` for every lane and its box, in CSS pixels. */
    function eachLane(u, narrow, draw) {
      const ratio = devicePixelRatio || 1;
      const height = laneHeight(narrow);
      u.ctx.save();
      u.ctx.beginPath();
      u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
      u.ctx.clip();
      u.ctx.scale(ratio, ratio);
      made.forEach((lane, i) => {
        const name = narrow ? 18 : 0;
        draw(
          lane,
          {
            left: u.bbox.left / ratio,
            top: u.bbox.top / ratio + i * height + name,
            width: u.bbox.width / ratio,
            height: height - name - GAP,
          },
          u.ctx,
        );
      });
      u.ctx.restore();
    }

    const nanosPerPixel = () => (view.to - view.from) / drawn.over.clientWidth;
    const timeAt = (left) => view.from + left * nanosPerPixel();

    /** Moves the view, within the capture. */
    function show(wanted) {
      const whole = full.to - full.from;
      const length = Math.min(whole, Math.max(SHORTEST, wanted.to - wanted.from));
      const middle = (wanted.from + wanted.to) / 2;
      const from = Math.max(full.from, Math.min(full.to - length, middle - length / 2));
      view = { from, to: from + length };
      point(-1);
      drawn && drawn.view(view);
      describe();
    }

    function zoom(factor, at = (view.from + view.to) / 2) {
      show({ from: at - (at - view.from) * factor, to: at + (view.to - at) * factor });
    }

    const pan = (share) => {
      const step = (view.to - view.from) * share;
      show({ from: view.from + step, to: view.to + step });
    };

    /** A wheel over the chart zooms, unless it is on its way down the page. */
    function wheel(event) {
      const whole = view.from === full.from && view.to === full.to;
      const scrolls = performance.now() - scrolledAt < SCROLLING && !event.ctrlKey;
      if (scrolls || (event.deltaY > 0 && whole && !event.ctrlKey)) {
        return;
      }
      event.preventDefault();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
        pan(Math.sign(event.deltaX || event.deltaY) * 0.1);
      } else {
        const left = event.clientX - drawn.over.getBoundingClientRect().left;
        zoom(event.deltaY < 0 ? 0.8 : 1.25, timeAt(left));
      }
    }

    function key(event) {
      const keys = {
        ArrowRight: () => (event.shiftKey ? pan(0.2) : step(1)),
        ArrowLeft: () => (event.shiftKey ? pan(-0.2) : step(-1)),
        "+": () => zoom(0.5, current >= 0 ? time[current] : undefined),
        "=": () => zoom(0.5, current >= 0 ? time[current] : undefined),
        "-": () => zoom(2),
        0: () => show(full),
        Home: () => show(full),
        Enter: () => current >= 0 && openConnection(session.events.columns.connection[current]),
        Escape: () => point(-1),
      };
      if (keys[event.key] && !event.ctrlKey && !event.metaKey && event.target === chart) {
        event.preventDefault();
        keys[event.key]();
      }
    }

    /** To the next or the previous event that passes the filters. */
    function step(by) {
      if (selected.length === 0) {
        return;
      }
      const known =
        current >= 0
          ? position(current)
          : lanes.lowerBound(selected, time, view.from) - (by > 0 ? 1 : 0);
      const next = selected[Math.max(0, Math.min(selected.length - 1, known + by))];
      if (time[next] < view.from || time[next] > view.to) {
        const half = (view.to - view.from) / 2;
        show({ from: time[next] - half, to: time[next] + half });
      }
      point(next);
      spoken.textContent = pointed.text();
    }

    function position(event) {
      let at = lanes.lowerBound(selected, time, time[event]);
      while (selected[at] !== event && at < selected.length - 1) {
        at++;
      }
      return at;
    }

    function hover(left, top) {
      if (left < 0 || !drawn) {
        return;
      }
      const lane = made[Math.floor(top / laneHeight(frame.classList.contains("narrow")))];
      const within = nanosPerPixel() * REACH;
      point(lane ? lanes.nearest(lane, time, timeAt(left), within) : -1);
    }

    /** Shows the evidence of an event beside it; -1 for none. */
    function point(event) {
      current = event;
      if (event < 0 || !drawn) {
        pointed.hide();
        return;
      }
      const at = made.findIndex((lane) =>
        lane.lists.some((list) => {
          for (
            let i = lanes.lowerBound(list, time, time[event]);
            i < list.length && time[list[i]] === time[event];
            i++
          ) {
            if (list[i] === event) {
              return true;
            }
          }
          return false;
        }),
      );
      const narrow = isNarrow();
      const height = laneHeight(narrow);
      const x =
        chart.offsetLeft + drawn.over.offsetLeft + (time[event] - view.from) / nanosPerPixel();
      const y = at * height + (height - GAP) / 2 + (narrow ? 9 : 0);
      pointed.show(event, x, y, crowd(made[at], event));
    }

    /** How many other events stand as close together as marks are wide. */
    function crowd(lane, event) {
      const reach = nanosPerPixel() * 2;
      return (
        lane.lists.reduce(
          (sum, list) =>
            sum +
            lanes.lowerBound(list, time, time[event] + reach) -
            lanes.lowerBound(list, time, time[event] - reach),
          0,
        ) - 1
      );
    }

    function describe() {
      const low = lanes.lowerBound(selected, time, view.from);
      const high = lanes.lowerBound(selected, time, view.to + 1);
      const whole = view.from === full.from && view.to === full.to;
      const text =
        format.many(high - low, "event") +
        (selected.length < session.total ? " of " + format.count(session.total) : "") +
        " · " +
        (whole
          ? "whole capture, " + format.duration(session.to - session.from)
          : format.duration(Math.round(view.to - view.from)) +
            " from " +
            format.moment(Math.max(0, session.since(view.from))));
      status.textContent = text;
      chart.setAttribute("aria-label", "Timeline of events, " + text);
      const counted = made.map(
        (lane) =>
          lane.title + ": " + format.count(lane.lists.reduce((sum, list) => sum + list.length, 0)),
      );
      drawn && drawn.describe(text + ". " + counted.join(", "));
      refreshList();
    }

    const refreshList = dom.later(() => {
      if (listed.open) {
        list.setRows(
          selected.subarray(
            lanes.lowerBound(selected, time, view.from),
            lanes.lowerBound(selected, time, view.to + 1),
          ),
        );
      }
    }, 100);

    made = lanes.group(session, selected, bar.chosen().grouping);
    return {
      element,
      /** Shows the given events only, called `name`. */
      only: bar.only,
    };
  }

  /** The capture with a little room on both sides. */
  function wide(from, to) {
    const room = Math.max((to - from) * 0.01, 5e5);
    return { from: from - room, to: to + room };
  }

  function keysHelp() {
    const keys = [
      ["drag", "zoom"],
      ["wheel", "zoom"],
      ["double click", "whole capture"],
      ["← →", "next event"],
      ["Shift ← →", "move"],
      ["+ −", "zoom"],
      ["0", "whole capture"],
      ["Enter", "connection"],
    ];
    return el(
      "p.keys",
      { id: "timeline-keys" },
      keys.map(([name, what]) => el("span", {}, el("kbd", {}, name), " " + what)),
    );
  }

  return { create };
})();
