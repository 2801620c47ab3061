// SPDX-License-Identifier: Apache-2.0
// The lanes on the page: their names, the plot, and what is under the pointer or the keys.
"use strict";

const stage = (() => {
  const { el } = dom;
  const NARROW = 700; // CSS pixels below which the names of lanes stand above them
  const GAP = 8; // CSS pixels between lanes
  const NAME = 18; // CSS pixels of a name above its lane
  const REACH = 10; // CSS pixels from the pointer to an event
  const CLICK = 4; // CSS pixels that a pointer moves at most in a click
  const ICON = 13; // CSS pixels

  /**
   * Makes the stage. on: full, {from, to} of all there is; view(); show(view); theme() → colours;
   * open(event); choose(lane), for a press on a name.
   */
  function create(on) {
    const columns = () => session.events.columns;
    const timeOf = (event) => columns().time[event];
    let made = [];
    let ofKinds = false; // whether lanes are kinds, and so have a shape
    let ofPairs = false; // whether names are long, of two hosts each
    let selected = session.order;
    let drawn = null; // the plot, once the frame has a width
    let drawnSize = [];
    let described = ""; // what the plot says to those who cannot see it
    let current = -1; // the event that is pointed at
    let pressed = { x: 0, event: -1, touch: false };

    const names = el("div.lane-names");
    const chart = el("div.chart", {
      tabindex: "0",
      role: "group",
      "aria-describedby": "timeline-keys",
      onkeydown: key,
      onpointerleave: (event) => event.pointerType === "touch" || point(-1),
      onpointerdown: (event) => {
        pressed = { x: event.clientX, event: current, touch: event.pointerType === "touch" };
      },
      onclick: click,
    });
    const handlers = {
      theme: on.theme,
      below: (u) => eachLane(u, fillLane),
      above: (u) => eachLane(u, paintLane),
      hover,
      select: on.show,
      reset: () => on.show(on.full),
    };
    const frame = el("div.frame", {}, names, chart);
    const pointed = pointer.create(frame);
    const spoken = el("p.visually-hidden", { "aria-live": "polite" });
    const nothing = el("p.nothing", { hidden: true }, "No event passes the filters.");
    const element = el("div", {}, frame, nothing, spoken);
    new ResizeObserver(() => layOut()).observe(frame);

    const isNarrow = () => frame.classList.contains("narrow");
    const laneHeight = () => (isNarrow() ? 50 : made.length > 8 && !ofPairs ? 32 : 38);

    /** Fits the plot to its frame; `anew` when the lanes have changed. */
    function layOut(anew) {
      nothing.hidden = made.length > 0;
      frame.hidden = made.length === 0;
      const width = Math.floor(frame.clientWidth);
      if (width === 0) {
        return;
      }
      const wasNarrow = isNarrow();
      frame.classList.toggle("narrow", width < NARROW);
      if (anew || wasNarrow !== isNarrow() || names.childElementCount === 0) {
        names.replaceChildren(...made.map(nameOf));
      }
      const size = [chart.clientWidth, made.length * laneHeight()];
      if (!drawn) {
        drawn = plot.create(chart, ...size, on.view(), handlers);
        drawn.describe(described);
        gestures.attach(drawn.over, on);
      } else if (anew || String(size) !== String(drawnSize)) {
        drawn.resize(...size);
      }
      drawnSize = size;
    }

    const keyOf = (lane) => lane.group + " " + lane.title;

    function put(newLanes, newSelected, grouping, anew) {
      made = newLanes;
      selected = newSelected;
      ofKinds = grouping === "kind";
      ofPairs = grouping === "connection";
      layOut(anew);
    }

    function nameOf(lane, i) {
      const content = [
        ofKinds && dom.kindIcon(session.kinds[lane.group].name),
        el("span", {}, lane.title),
      ];
      const name =
        lane.group < 0
          ? el("div", {}, content)
          : el(
              "button",
              { type: "button", title: lane.title, onclick: () => on.choose(lane) },
              content,
            );
      name.style.top = i * laneHeight() + "px";
      name.style.height = laneHeight() + "px";
      return name;
    }

    function fillLane(lane, box, context) {
      context.fillStyle = on.theme().lane;
      context.fillRect(box.left, box.top, box.width, box.height);
    }

    const paintLane = (lane, box, context) =>
      painter.paint(context, lane, box, on.view(), session, on.theme());

    /** Calls `draw` for every lane and its box, in CSS pixels. */
    function eachLane(u, draw) {
      const ratio = devicePixelRatio || 1;
      const height = laneHeight();
      const name = isNarrow() ? NAME : 0;
      u.ctx.save();
      u.ctx.beginPath();
      u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
      u.ctx.clip();
      u.ctx.scale(ratio, ratio);
      made.forEach((lane, i) => {
        const box = {
          left: u.bbox.left / ratio,
          top: u.bbox.top / ratio + i * height + name,
          width: u.bbox.width / ratio,
          height: height - name - GAP,
        };
        draw(lane, box, u.ctx);
      });
      u.ctx.restore();
    }

    const nanosPerPixel = () => (on.view().to - on.view().from) / drawn.over.clientWidth;

    function key(event) {
      const at = current >= 0 ? timeOf(current) : undefined;
      const by = (views) => span.moved(on.view(), views * (on.view().to - on.view().from));
      const keys = {
        ArrowRight: () => (event.shiftKey ? on.show(by(0.2)) : step(1)),
        ArrowLeft: () => (event.shiftKey ? on.show(by(-0.2)) : step(-1)),
        "+": () => on.show(span.zoomed(on.view(), 0.5, at)),
        "=": () => on.show(span.zoomed(on.view(), 0.5, at)),
        "-": () => on.show(span.zoomed(on.view(), 2)),
        0: () => on.show(on.full),
        Home: () => on.show(on.full),
        Enter: () => current >= 0 && on.open(current),
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
      const { from, to } = on.view();
      const known =
        current >= 0
          ? position(current)
          : lanes.lowerBound(selected, columns().time, from) - (by > 0 ? 1 : 0);
      const next = selected[Math.max(0, Math.min(selected.length - 1, known + by))];
      if (timeOf(next) < from || timeOf(next) > to) {
        on.show(span.moved(on.view(), timeOf(next) - span.middle(on.view())));
      }
      point(next);
      spoken.textContent = pointed.text();
    }

    function position(event) {
      let at = lanes.lowerBound(selected, columns().time, timeOf(event));
      while (selected[at] !== event && at < selected.length - 1) {
        at++;
      }
      return at;
    }

    function hover(left, top) {
      if (left < 0 || !drawn) {
        return;
      }
      const lane = made[Math.floor(top / laneHeight())];
      const at = on.view().from + left * nanosPerPixel();
      point(lane ? lanes.nearest(lane, columns().time, at, nanosPerPixel() * REACH) : -1);
    }

    /** A finger points first: only the second touch of an event opens it. */
    function click(event) {
      const isEvent = current >= 0 && drawn.over.contains(event.target);
      if (isEvent && event.detail === 1 && Math.abs(event.clientX - pressed.x) < CLICK) {
        (!pressed.touch || pressed.event === current) && on.open(current);
      }
    }

    /** Shows the evidence of an event beside it; -1 for none. */
    function point(event) {
      current = event;
      chart.classList.toggle("points", event >= 0);
      if (event < 0 || !drawn) {
        pointed.hide();
        return;
      }
      const { time, severity } = columns();
      const at = made.findIndex((lane) => lanes.has(lane, time, severity[event], event));
      const height = laneHeight();
      const name = isNarrow() ? NAME : 0;
      const x =
        chart.offsetLeft + drawn.over.offsetLeft + (time[event] - on.view().from) / nanosPerPixel();
      const y = at * height + name + (height - name - GAP) / 2;
      const near = nanosPerPixel() * 2;
      const crowd = lanes.count(made[at], time, time[event] - near, time[event] + near) - 1;
      pointed.show(event, x, y, crowd);
    }

    /** The names of the lanes as a picture beside the plot has them, or above the lanes in it. */
    function paintNames(context) {
      const theme = on.theme();
      const height = laneHeight();
      context.font = "12px system-ui, sans-serif";
      context.textAlign = "left";
      context.textBaseline = "middle";
      made.forEach((lane, i) => {
        const y = i * height + (isNarrow() ? NAME / 2 : (height - GAP) / 2);
        const x = isNarrow() ? chart.querySelector(".u-over").offsetLeft : 0;
        context.fillStyle = theme.ink;
        context.strokeStyle = theme.halo;
        ofKinds &&
          painter.mark(context, session.kinds[lane.group].name, x + ICON / 2, y, ICON);
        const indent = ofKinds ? ICON + 7 : 0;
        const room = (isNarrow() ? drawnSize[0] : chart.offsetLeft) - x - indent - GAP;
        context.fillText(fitted(context, lane.title, room), x + indent, y);
      });
    }

    return {
      element,
      /** Other lanes with other events. */
      set(newLanes, newSelected, grouping) {
        point(-1);
        put(newLanes, newSelected, grouping, true);
      },
      /** Further events in the lanes; what is pointed at stays so while it can. */
      update(newLanes, newSelected, grouping) {
        const isSame = newLanes.map(keyOf).join() === made.map(keyOf).join();
        const pointed = current;
        put(newLanes, newSelected, grouping, !isSame);
        isSame && drawn && drawn.view(on.view());
        const { gone, time } = columns();
        const { from, to } = on.view();
        const isThere = pointed >= 0 && !session.isRenumbered && !gone[pointed];
        const stays = isThere && time[pointed] >= from && time[pointed] <= to;
        point(stays ? pointed : -1);
      },
      /** The view has changed. */
      move() {
        point(-1);
        drawn && drawn.view(on.view());
      },
      /** In the colours of the theme, and in the width of the page: paper has its own. */
      redraw() {
        layOut();
        drawn && drawn.redraw();
      },
      describe(text) {
        chart.setAttribute("aria-label", "Timeline of events, " + text);
        described = text;
        drawn && drawn.describe(text);
      },
      /** What exports.menu needs to draw the lanes again. */
      picture: {
        make: (parent, width, height) => plot.create(parent, width, height, on.view(), handlers),
        width: () => drawnSize[0],
        height: () => drawnSize[1],
        names: { width: () => (isNarrow() ? 0 : chart.offsetLeft), paint: paintNames },
      },
    };
  }

  /** A text, cut where it needs more room than there is. */
  function fitted(context, text, room) {
    let length = text.length;
    while (length > 1 && context.measureText(text.slice(0, length) + "…").width > room) {
      length--;
    }
    return context.measureText(text).width <= room ? text : text.slice(0, length) + "…";
  }

  return { create };
})();
