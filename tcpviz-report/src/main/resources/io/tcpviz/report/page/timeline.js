// SPDX-License-Identifier: Apache-2.0
// The events over time: filters, lanes, zoom, and what is under the pointer.
"use strict";

const timeline = (() => {
  const { el } = dom;
  const NARROW = 700; // CSS pixels below which the names of lanes stand above them
  const AXIS = 40;
  const GAP = 8;
  const SHORTEST = 1e3; // nanoseconds in view at the closest zoom
  const REACH = 10; // CSS pixels from the pointer to an event
  const SCROLLING = 400; // milliseconds after which a wheel no longer belongs to scrolling

  /** Makes a timeline. `openConnection(row)` shows a connection. */
  function create(openConnection) {
    const { time } = session.events.columns;
    const full = wide(session.from, session.to);
    const filter = {
      kinds: session.kinds.map(() => true),
      severities: words.severities.map(() => true),
      text: "",
    };
    let grouping = "kind";
    let view = full;
    let selected = session.order;
    let made = [];
    let plot = null;
    let theme = painter.colours();
    let current = -1; // the event that is pointed at
    let scrolledAt = -Infinity;

    const names = el("div.lane-names", { "aria-hidden": "true" });
    const ring = el("div.ring", { hidden: true });
    const tip = el("div.tip", { hidden: true });
    const chart = el("div.chart", {
      tabindex: "0", role: "group", "aria-describedby": "timeline-keys", onkeydown: key,
      onpointerleave: () => point(-1),
    });
    const frame = el("div.frame", {}, names, chart, ring, tip);
    const spoken = el("p.visually-hidden", { "aria-live": "polite" });
    const status = el("p.status", { role: "status" });
    const nothing = el("p.nothing", { hidden: true }, "No event passes the filters.");
    const list = eventList.create({ label: "Events in view", activate: (i) => openConnection(session.events.columns.connection[i]), withConnection: true });
    const listed = el("details.listed", { ontoggle: () => refreshList() },
      el("summary", {}, "The events in view as a table"), list.element);
    const bar = filters();
    const element = el("div.timeline", {}, bar.element, status, frame, nothing, keysHelp(), listed, spoken);

    new ResizeObserver(() => layOut()).observe(frame);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      theme = painter.colours();
      plot && plot.redraw(false, true);
    });
    addEventListener("scroll", () => { scrolledAt = performance.now(); }, { passive: true });
    chart.addEventListener("wheel", wheel, { passive: false });

    function filters() {
      const search = el("input", {
        type: "search", placeholder: "Address, port, #connection, reason …", "aria-label": "Filter events by text",
        oninput: later(() => { filter.text = search.value; apply(); }, 150),
      });
      const kinds = session.kinds.map((kind, i) => session.kindCounts[i] > 0 && chip(
        dom.kindIcon(kind.name), kind.title, session.kindCounts[i], filter.kinds, i, words.meaning(kind.name)));
      const severities = words.severities.map((severity, i) => session.severityCounts[i] > 0 && chip(
        dom.severityIcon(i), severity.title, session.severityCounts[i], filter.severities, i, ""));
      const lanesBy = el("select", { "aria-label": "One lane for each", onchange: () => { grouping = lanesBy.value; apply(); } },
        el("option", { value: "kind" }, "Lanes: kind"),
        el("option", { value: "connection" }, "Lanes: connection"),
        el("option", { value: "host" }, "Lanes: sender"));
      const button = (text, label, act) => el("button.small", { type: "button", "aria-label": label, title: label, onclick: act }, text);
      const element = el("div.filters", {},
        el("div.chips", { role: "group", "aria-label": "Severities" }, severities),
        el("div.chips", { role: "group", "aria-label": "Kinds of events" }, kinds),
        el("div.tools", {}, search, lanesBy, el("span.buttons", {},
          button("+", "Zoom in", () => zoom(0.5)),
          button("−", "Zoom out", () => zoom(2)),
          button("Reset", "Show the whole capture", () => show(full)))));
      return { element, search, chips: element.querySelectorAll(".chip") };
    }

    /** Pressed: shown. With Alt or a double click, only this one. */
    function chip(icon, title, count, flags, index, meaning) {
      const button = el("button.chip", { type: "button", "aria-pressed": "true", title: meaning || null }, icon, title, el("span.count", {}, format.count(count)));
      const set = (values) => {
        values.forEach((value, i) => { flags[i] = value; });
        apply();
      };
      button.update = () => button.setAttribute("aria-pressed", String(flags[index]));
      button.addEventListener("click", (event) => set(flags.map((flag, i) =>
        (event.altKey ? i === index : i === index ? !flag : flag))));
      button.addEventListener("dblclick", () => set(flags.map((_, i) => i === index)));
      return button;
    }

    function apply() {
      bar.chips.forEach((button) => button.update());
      selected = lanes.select(session, filter);
      made = lanes.group(session, selected, grouping);
      point(-1);
      layOut(true);
    }

    const laneHeight = (narrow) => (narrow ? 50 : made.length > 8 ? 32 : 38);

    /** Fits the plot to its frame; `anew` when the lanes have changed. */
    function layOut(anew) {
      const width = Math.floor(frame.clientWidth);
      if (width === 0) {
        return;
      }
      const narrow = width < NARROW;
      frame.classList.toggle("narrow", narrow);
      nothing.hidden = made.length > 0;
      frame.hidden = made.length === 0;
      const height = made.length * laneHeight(narrow);
      names.replaceChildren(...made.map((lane, i) => {
        const name = el("div", { title: lane.title }, lane.kind >= 0 && dom.kindIcon(session.kinds[lane.kind].name), el("span", {}, lane.title));
        name.style.top = i * laneHeight(narrow) + "px";
        name.style.height = laneHeight(narrow) + "px";
        return name;
      }));
      const size = { width: chart.clientWidth, height: height + AXIS };
      if (!plot) {
        plot = new uPlot(plotOptions(size), [[full.from, full.to], [null, null]], chart);
        plot.root.querySelectorAll("canvas").forEach((canvas) => canvas.setAttribute("role", "img"));
      } else if (anew || plot.width !== size.width || plot.height !== size.height) {
        plot.setSize(size);
        plot.redraw(false, false);
      }
      describe();
    }

    function plotOptions(size) {
      const axis = {
        scale: "x", stroke: () => theme.ink, grid: { stroke: () => theme.grid, width: 1 },
        ticks: { stroke: () => theme.grid, width: 1, size: 5 }, size: AXIS, gap: 6, space: 90,
        font: "12px system-ui, sans-serif",
        splits: (u, axisAt, from, to, step) => {
          const first = Math.ceil(Math.max(0, from - session.from) / step) * step + session.from;
          return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, i) => first + i * step);
        },
        incrs: increments(),
        values: (u, splits, axisAt, space, step) => splits.map((at) => format.tick((at - session.from) / 1e9, step / 1e9)),
      };
      return {
        ...size, legend: { show: false }, padding: [0, 20, 0, 12],
        scales: { x: { time: false, range: (u, from, to) => [from, to] }, y: { range: () => [0, 1] } },
        axes: [axis, { show: false }],
        series: [{}, { paths: () => null, points: { show: false } }],
        cursor: {
          y: false, points: { show: false }, drag: { x: true, y: false, setScale: false, dist: 6 },
          bind: { dblclick: () => () => { show(full); return null; } },
        },
        hooks: {
          drawClear: [(u) => eachLane(u, (lane, box) => {
            u.ctx.fillStyle = theme.lane;
            u.ctx.fillRect(box.left, box.top, box.width, box.height);
          })],
          draw: [(u) => eachLane(u, (lane, box) => painter.paint(u.ctx, lane, box, view, session, theme))],
          setCursor: [(u) => hover(u.cursor.left, u.cursor.top)],
          setSelect: [(u) => {
            if (u.select.width > 0) {
              show({ from: u.posToVal(u.select.left, "x"), to: u.posToVal(u.select.left + u.select.width, "x") });
              u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            }
          }],
        },
      };
    }

    /** Calls `draw` for every lane and its box, in CSS pixels. */
    function eachLane(u, draw) {
      const ratio = devicePixelRatio || 1;
      const narrow = frame.classList.contains("narrow");
      const height = laneHeight(narrow);
      u.ctx.save();
      u.ctx.beginPath();
      u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
      u.ctx.clip();
      u.ctx.scale(ratio, ratio);
      made.forEach((lane, i) => {
        const name = narrow ? 18 : 0;
        draw(lane, {
          left: u.bbox.left / ratio, top: u.bbox.top / ratio + i * height + name,
          width: u.bbox.width / ratio, height: height - name - GAP,
        });
      });
      u.ctx.restore();
    }

    /** Moves the view, within the capture. */
    function show(wanted) {
      const whole = full.to - full.from;
      const length = Math.min(whole, Math.max(SHORTEST, wanted.to - wanted.from));
      const middle = (wanted.from + wanted.to) / 2;
      const from = Math.max(full.from, Math.min(full.to - length, middle - length / 2));
      view = { from, to: from + length };
      point(-1);
      plot && plot.setScale("x", { min: view.from, max: view.to });
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
        const left = event.clientX - plot.over.getBoundingClientRect().left;
        zoom(event.deltaY < 0 ? 0.8 : 1.25, plot.posToVal(left, "x"));
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
      const known = current >= 0 ? position(current) : lanes.lowerBound(selected, time, view.from) - (by > 0 ? 1 : 0);
      const next = selected[Math.max(0, Math.min(selected.length - 1, known + by))];
      if (time[next] < view.from || time[next] > view.to) {
        const half = (view.to - view.from) / 2;
        show({ from: time[next] - half, to: time[next] + half });
      }
      point(next);
      spoken.textContent = tip.innerText.replace(/\n+/g, ", ");
    }

    function position(event) {
      let at = lanes.lowerBound(selected, time, time[event]);
      while (selected[at] !== event && at < selected.length - 1) {
        at++;
      }
      return at;
    }

    function hover(left, top) {
      if (left < 0 || !plot) {
        return;
      }
      const lane = made[Math.floor(top / laneHeight(frame.classList.contains("narrow")))];
      const within = ((view.to - view.from) / plot.over.clientWidth) * REACH;
      point(lane ? lanes.nearest(lane, time, plot.posToVal(left, "x"), within) : -1);
    }

    /** Shows the evidence of an event beside it; -1 for none. */
    function point(event) {
      current = event;
      ring.hidden = tip.hidden = event < 0 || !plot;
      if (ring.hidden) {
        return;
      }
      const at = made.findIndex((lane) => lane.lists.some((list) => {
        for (let i = lanes.lowerBound(list, time, time[event]); i < list.length && time[list[i]] === time[event]; i++) {
          if (list[i] === event) {
            return true;
          }
        }
        return false;
      }));
      const narrow = frame.classList.contains("narrow");
      const height = laneHeight(narrow);
      const x = chart.offsetLeft + plot.over.offsetLeft + plot.valToPos(time[event], "x");
      const y = at * height + (height - GAP) / 2 + (narrow ? 9 : 0);
      ring.style.left = x + "px";
      ring.style.top = y + "px";
      tip.replaceChildren(eventList.describe(event, crowd(made[at], event)));
      placeTip(x, y);
    }

    /** Beside the event, on the side where there is room, and within the window. */
    function placeTip(x, y) {
      const away = 18;
      const { offsetWidth: width, offsetHeight: height } = tip;
      const right = x + away + width <= frame.clientWidth;
      const left = right ? x + away : x - away - width;
      tip.style.left = Math.max(0, left >= 0 ? left : frame.clientWidth - width) + "px";
      const top = frame.getBoundingClientRect().top;
      const below = top + y + away + height <= innerHeight;
      const above = y - away - height;
      tip.style.top = (below || top + above < 0 ? y + away : above) + "px";
    }

    /** How many other events stand as close together as marks are wide. */
    function crowd(lane, event) {
      const reach = ((view.to - view.from) / plot.over.clientWidth) * 2;
      return lane.lists.reduce((sum, list) => sum + lanes.lowerBound(list, time, time[event] + reach)
        - lanes.lowerBound(list, time, time[event] - reach), 0) - 1;
    }

    function describe() {
      const low = lanes.lowerBound(selected, time, view.from);
      const high = lanes.lowerBound(selected, time, view.to + 1);
      const whole = view.from === full.from && view.to === full.to;
      const text = format.many(high - low, "event") + (selected.length < session.total ? " of " + format.count(session.total) : "")
        + " · " + (whole ? "whole capture, " + format.duration(session.to - session.from)
          : format.duration(Math.round(view.to - view.from)) + " from " + format.moment(Math.max(0, session.since(view.from))));
      status.textContent = text;
      chart.setAttribute("aria-label", "Timeline of events, " + text);
      plot && plot.root.querySelectorAll("canvas").forEach((canvas) => canvas.setAttribute("aria-label",
        text + ". " + made.map((lane) => lane.title + ": " + format.count(lane.lists.reduce((n, l) => n + l.length, 0))).join(", ")));
      refreshList();
    }

    const refreshList = later(() => {
      if (listed.open) {
        list.setRows(selected.subarray(lanes.lowerBound(selected, time, view.from), lanes.lowerBound(selected, time, view.to + 1)));
      }
    }, 100);

    made = lanes.group(session, selected, grouping);
    return {
      element,
      /** Shows the events of one kind only. */
      only(kindName) {
        filter.kinds = filter.kinds.map((_, i) => session.kinds[i].name === kindName);
        bar.chips.forEach((button) => button.update());
        apply();
      },
      openList() { listed.open = true; },
    };
  }

  /** The capture with a little room on both sides. */
  function wide(from, to) {
    const room = Math.max((to - from) * 0.01, 5e5);
    return { from: from - room, to: to + room };
  }

  function increments() {
    const steps = [];
    for (let unit = 1; unit <= 1e18; unit *= 10) {
      steps.push(unit, 2 * unit, 5 * unit);
    }
    return steps;
  }

  /** Runs `act` when nothing has asked for it for `pause` milliseconds. */
  function later(act, pause) {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, pause);
    };
  }

  function keysHelp() {
    const keys = [["drag", "zoom"], ["wheel", "zoom"], ["double click", "whole capture"], ["← →", "next event"],
      ["Shift ← →", "move"], ["+ −", "zoom"], ["0", "whole capture"], ["Enter", "connection"]];
    return el("p.keys", { id: "timeline-keys" }, keys.map(([name, what]) => el("span", {}, el("kbd", {}, name), " " + what)));
  }

  return { create };
})();
