// SPDX-License-Identifier: Apache-2.0
// The whole capture as a strip, with the stretch that is in view as a window that can be moved.
"use strict";

const brush = (() => {
  const { el } = dom;
  const HEIGHT = 40; // CSS pixels
  const CLICK = 4; // CSS pixels that a pointer moves at most in a click
  const STEP = 0.1; // of the view, for a key

  /**
   * Makes the strip. on: full, {from, to} of all there is; view(); show(view), which may be asked
   * for anything; theme() → colours.
   */
  function create(on) {
    const canvas = el("canvas", { "aria-hidden": "true" });
    const shades = [el("div.shade"), el("div.shade")];
    const edges = ["from", "to"].map((name) =>
      slider("div.edge", name === "from" ? "Beginning of the view" : "End of the view", {
        onkeydown: (event) => keyOfEdge(event, name),
      }),
    );
    const stretch = slider("div.stretch", "The stretch of time in view", { onkeydown: key });
    const strip = el(
      "div.strip",
      { onpointerdown: down, onpointermove: move, onpointerup: up, onpointercancel: up },
      canvas,
      shades,
      stretch,
      edges,
    );
    const length = el("span");
    const name = session.live ? "All that is held" : "Whole capture";
    const element = el("div.brush", {}, el("p", {}, el("span", {}, name), length), strip);
    let drag = null; // {part, time: where it began, x, view: at that time}
    let shown = session.order;
    let counts = null;
    let counted = on.full; // all that there was when it was counted

    const share = (time) => (time - on.full.from) / (on.full.to - on.full.from);
    const stretched = () => on.view().to - on.view().from;

    function timeAt(event) {
      const box = strip.getBoundingClientRect();
      const place = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
      return on.full.from + place * (on.full.to - on.full.from);
    }

    function partAt(event) {
      const edge = edges.indexOf(event.target);
      return edge >= 0
        ? ["from", "to"][edge]
        : event.target === stretch && !span.same(on.view(), on.full)
          ? "stretch"
          : "empty";
    }

    function down(event) {
      if (event.button === 0 && !drag) {
        strip.setPointerCapture(event.pointerId);
        drag = { part: partAt(event), time: timeAt(event), x: event.clientX, view: on.view() };
      }
    }

    function move(event) {
      if (!drag || (!drag.moved && Math.abs(event.clientX - drag.x) < CLICK)) {
        return;
      }
      drag.moved = true;
      const time = timeAt(event);
      on.show(
        drag.part === "stretch"
          ? span.moved(drag.view, time - drag.time)
          : drag.part === "empty"
            ? span.stretched({ from: drag.time, to: drag.time }, "to", time)
            : span.stretched(drag.view, drag.part, time),
      );
    }

    /** A click beside the window brings it there. */
    function up() {
      if (drag && !drag.moved && drag.part === "empty" && !span.same(drag.view, on.full)) {
        on.show(span.moved(drag.view, drag.time - span.middle(drag.view)));
      }
      drag = null;
    }

    const take = (event, act) => {
      if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        on.show(act());
      }
    };

    function key(event) {
      const by = (views) => () => span.moved(on.view(), views * stretched());
      const zoom = (factor) => () => span.zoomed(on.view(), factor);
      const acts = {
        ArrowLeft: by(-STEP),
        ArrowRight: by(STEP),
        ArrowDown: by(-STEP),
        ArrowUp: by(STEP),
        PageDown: by(-1),
        PageUp: by(1),
        Home: () => span.moved(on.view(), on.full.from - on.view().from),
        End: () => span.moved(on.view(), on.full.to - on.view().to),
        "+": zoom(0.5),
        "-": zoom(2),
        0: () => on.full,
      };
      take(event, acts[event.key]);
    }

    function keyOfEdge(event, edge) {
      const to = (time) => () => span.stretched(on.view(), edge, time);
      const by = (views) => to(on.view()[edge] + views * stretched());
      const acts = {
        ArrowLeft: by(-STEP),
        ArrowRight: by(STEP),
        ArrowDown: by(-STEP),
        ArrowUp: by(STEP),
        PageDown: by(-5 * STEP),
        PageUp: by(5 * STEP),
        Home: to(on.full.from),
        End: to(on.full.to),
      };
      take(event, acts[event.key]);
    }

    /** Puts the window where the view is. */
    function place() {
      length.textContent = format.duration(session.to - session.from);
      const view = on.view();
      const [left, right] = [share(view.from) * 100, share(view.to) * 100];
      shades[0].style.width = left + "%";
      shades[1].style.left = right + "%";
      stretch.style.left = left + "%";
      stretch.style.width = right - left + "%";
      const texts = [view.from, view.to].map((time) =>
        format.moment(Math.max(0, session.since(time))),
      );
      edges.forEach((edge, i) => {
        edge.style.left = [left, right][i] + "%";
        edge.setAttribute("aria-valuenow", Math.round([left, right][i]));
        edge.setAttribute("aria-valuetext", texts[i]);
      });
      stretch.setAttribute("aria-valuenow", Math.round((left + right) / 2));
      stretch.setAttribute("aria-valuetext", texts[0] + " to " + texts[1]);
      strip.classList.toggle("whole", span.same(view, on.full));
    }

    /** Paints how many of the events there are where; `selected`: other events than before. */
    function draw(selected = shown) {
      const box = { left: 0, top: 0, width: strip.clientWidth, height: HEIGHT };
      const columns = painter.columnsOf(box);
      const isNew = selected !== shown || !span.same(counted, on.full);
      if (isNew || !counts || counts[0].length !== columns) {
        shown = selected;
        counted = on.full;
        counts = lanes.overall(session, shown, on.full, columns);
      }
      if (box.width === 0) {
        return; // it is not in the page yet
      }
      const ratio = devicePixelRatio || 1;
      canvas.width = Math.round(box.width * ratio);
      canvas.height = Math.round(HEIGHT * ratio);
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      painter.bars(context, counts, box, on.theme());
    }

    new ResizeObserver(() => draw()).observe(strip);
    place();
    return { element, place, draw };
  }

  const slider = (name, label, more) =>
    el(name, {
      tabindex: "0",
      role: "slider",
      "aria-label": label,
      "aria-valuemin": "0",
      "aria-valuemax": "100",
      ...more,
    });

  return { create };
})();
