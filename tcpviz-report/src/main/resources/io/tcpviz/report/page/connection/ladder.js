// SPDX-License-Identifier: Apache-2.0
// The ladder diagram of the segments in view: two life lines and an arrow for each segment.
"use strict";

const ladder = (() => {
  const { el } = dom;
  const MOST = 400; // segments; with more in view, one has to zoom in
  const TALLEST = 560; // CSS pixels of the part in sight
  const FONT = "11.5px system-ui, sans-serif";
  const ARROW = 7;
  const INDENT = 28; // CSS pixels from a life line to the text of an arrow

  /** Sides of the picture for a width: life lines at `left` and `right`. */
  const linesOf = (width) => ({
    left: width < 620 ? 84 : 118,
    right: width - (width < 620 ? 16 : 90),
    narrow: width < 620,
  });

  function text(context, words, x, y, colour, align = "left") {
    context.fillStyle = colour;
    context.textAlign = align;
    context.fillText(words, x, y);
  }

  /** Names, life lines and the capture point. */
  function paintFrame(context, width, height, point, theme, top) {
    const { left, right } = linesOf(width);
    context.lineWidth = 1.5;
    context.strokeStyle = theme.ink;
    context.beginPath();
    for (const x of [left, right]) {
      context.moveTo(x, top);
      context.lineTo(x, height);
    }
    context.stroke();
    if (point !== null) {
      const x = left + (right - left) * point;
      context.lineWidth = 1;
      context.setLineDash([2, 4]);
      context.beginPath();
      context.moveTo(x, top);
      context.lineTo(x, height);
      context.stroke();
      context.setLineDash([]);
    }
  }

  function paintHead(context, width, point, theme) {
    const { left, right } = linesOf(width);
    context.fillStyle = theme.halo;
    context.fillRect(0, 0, width, rungs.HEAD - 8);
    context.font = "600 12px system-ui, sans-serif";
    text(context, "client", left, 12, theme.text, "center");
    text(context, "server", right, 12, theme.text, right + 30 > width ? "right" : "center");
    if (point !== null && point > 0.15 && point < 0.85) {
      context.font = FONT;
      text(context, "captured here", left + (right - left) * point, 12, theme.ink, "center");
    }
  }

  /** One arrow with what it carries. */
  function paintArrow(context, known, { row, top, gap }, { width, point, theme, chosen }) {
    const { trace } = known;
    const { left, right, narrow } = linesOf(width);
    const fromServer = trace.fromServer[row];
    const here = known.events.get(row) || [];
    const role = here.map((moment) => moment.role).find(Boolean);
    const isLoss = here.some(({ kind }) => kind === "loss_infer");
    const plain = trace.length[row] ? theme.data : theme.ack;
    const colour = role ? theme.marks[marks.code(role) - 1] : plain;
    const [client, server] = rungs.ends(top, fromServer, point);
    if (chosen) {
      context.fillStyle = theme.chosen;
      context.fillRect(0, top - rungs.ROW / 2, width, rungs.ROW);
    }
    context.font = FONT;
    if (!Number.isNaN(gap)) {
      const silence = format.duration(Math.round(gap)) + " of silence";
      const above = top - rungs.ROW / 2 - 12;
      text(context, silence, (left + right) / 2, above, theme.ink, "center");
    }
    const ways = [
      [left, client],
      [right, server],
    ];
    const [[x0, y0], [x1, y1]] = fromServer ? ways.reverse() : ways;
    arrow(context, x0, y0, x1, y1, colour, role ? 2 : 1.2);
    const words = segment.line(trace, row).split(" · ");
    const shown = narrow ? words.slice(0, 3).join(" ") : words.join("  ");
    // Beside its sender, where arrows that come the other way leave room.
    const wide = context.measureText(shown).width;
    const middle = fromServer ? right - INDENT - wide / 2 : left + INDENT + wide / 2;
    const lift = y0 + ((y1 - y0) * Math.abs(middle - x0)) / (right - left) - 9;
    halo(context, shown, middle, lift, theme, role ? colour : theme.text);
    const since = format.moment(session.since(trace.time[row]));
    const brief = narrow ? since.replace(/\d\d\d s$/, "") : since;
    text(context, brief, left - 12, top, theme.ink, "right");
    const frame = "#" + format.count(trace.frame[row]);
    narrow || text(context, frame, width - 4, top, theme.ink, "right");
    const way = Math.sign(x1 - x0);
    role && marks.draw(context, role, x0 + way * 12, y0, theme);
    isLoss && marks.draw(context, "loss", x1 - way * 14, y1, theme);
  }

  /** A text that can be read over lines. */
  function halo(context, words, x, y, theme, colour) {
    const width = context.measureText(words).width + 8;
    context.fillStyle = theme.halo;
    context.globalAlpha = 0.8;
    context.fillRect(x - width / 2, y - 6, width, 11);
    context.globalAlpha = 1;
    text(context, words, x, y, colour, "center");
  }

  function arrow(context, x0, y0, x1, y1, colour, width) {
    const way = Math.sign(x1 - x0);
    const fall = (y1 - y0) / Math.abs(x1 - x0);
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1 - way * 3, y1 - fall * 3);
    context.stroke();
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x1 - way * ARROW, y1 - fall * ARROW - ARROW / 2);
    context.lineTo(x1 - way * ARROW, y1 - fall * ARROW + ARROW / 2);
    context.closePath();
    context.fill();
  }

  /** Paints the arrows that stand between two heights; `scrolled` of the picture lies above. */
  function paint(context, known, placed, { width, height, scrolled, point, theme, selected }) {
    const { rows, tops, gaps } = placed;
    context.textBaseline = "middle";
    context.save();
    context.translate(0, -scrolled);
    paintFrame(context, width, placed.height, point, theme, rungs.HEAD - 8);
    const first = Math.max(0, columns.lowerBound(tops, scrolled - 2 * rungs.ROW));
    for (let i = first; i < rows.length && tops[i] < scrolled + height + 2 * rungs.ROW; i++) {
      const one = { row: rows[i], top: tops[i], gap: gaps[i] };
      paintArrow(context, known, one, { width, point, theme, chosen: rows[i] === selected });
    }
    context.restore();
    paintHead(context, width, point, theme);
  }

  /** A canvas of a size in CSS pixels, and its context. */
  function canvasOf(canvas, width, height) {
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }

  /**
   * Makes the diagram. `shared`: of the sheet; `select(row)` selects a segment; `listing`: the
   * table behind it, as a panel has it.
   */
  function create(known, shared, select, listing) {
    const { trace, connection } = known;
    const about = session.connections.details(connection);
    const point = rungs.share(about.get("to_client_ms"), about.get("to_server_ms"));
    const trip = known.side(known.first).trip;
    let placed = rungs.arrange(trace, [], trip);
    let count = 0;

    const canvas = el("canvas", { role: "img", onclick: click, onpointermove: move });
    const space = el("div.ladder-space", {}, canvas);
    const scroller = el(
      "div.ladder-scroller",
      { tabindex: "0", role: "region", "aria-label": "Ladder diagram", onscroll: draw },
      space,
    );
    const said = el("p.ladder-said");
    const closer = el(
      "button.small",
      { type: "button", onclick: () => shared.scope.show(stretch()) },
      "Zoom in for the ladder",
    );
    const save = exports.menu({
      name: shared.name() + " Ladder diagram",
      make(parent, width, height) {
        const made = parent.appendChild(document.createElement("canvas"));
        paintAll(canvasOf(made, width, height), width, height, 0);
        return { destroy() {} };
      },
      width: () => scroller.clientWidth || 900,
      height: () => placed.height,
      note: shared.note,
    });
    const list = table.create(listing.columns, { ...listing, label: "Segments in view" });
    const listed = el(
      "details.listed",
      { ontoggle: refill },
      el("summary.small", { "aria-label": "Ladder diagram as a table" }, "Table"),
      list.element,
    );
    const element = el(
      "figure.panel.ladder",
      { "aria-label": "Ladder diagram" },
      el("figcaption", {}, el("h3", {}, "Ladder diagram"), said, closer, save),
      scroller,
      listed,
    );

    function paintAll(context, width, height, scrolled) {
      const selected = shared.selected() ? shared.selected().row : -1;
      const theme = shared.theme();
      paint(context, known, placed, { width, height, scrolled, point, theme, selected });
    }

    function draw() {
      const width = scroller.clientWidth;
      const height = Math.min(TALLEST, placed.height);
      if (width > 0 && placed.rows.length > 0) {
        paintAll(canvasOf(canvas, width, height), width, height, scroller.scrollTop);
      }
    }

    function refill() {
      listed.open && list.setRows(listing.rows(shared.scope.view));
    }

    /** The stretch around the selection, or the middle, that has room in the diagram. */
    function stretch() {
      const { rows } = known.sent[0];
      const { from, to } = shared.scope.view;
      const at = shared.selected() ? shared.selected().time : (from + to) / 2;
      const timeOf = (i) => trace.time[rows[Math.max(0, Math.min(rows.length - 1, i))]];
      const i = columns.first(rows.length, (each) => trace.time[rows[each]] < at);
      return { from: timeOf(i - MOST / 4) - 1, to: timeOf(i + MOST / 4) + 1 };
    }

    const place = (event) => event.offsetY + scroller.scrollTop;

    function click(event) {
      const i = rungs.at(placed, place(event));
      i >= 0 && select(placed.rows[i]);
    }

    function move(event) {
      const i = rungs.at(placed, place(event));
      shared.scope.point(i >= 0 ? trace.time[placed.rows[i]] : null);
      canvas.classList.toggle("points", i >= 0);
    }
    canvas.addEventListener("pointerleave", () => shared.scope.point(null));

    function show() {
      const { from, to } = shared.scope.view;
      const rows = known.sent[0].rows.filter(
        (row) => trace.time[row] >= from && trace.time[row] <= to,
      );
      count = rows.length;
      placed = rungs.arrange(trace, count > MOST ? [] : rows, trip);
      const drawn = count > 0 && count <= MOST;
      scroller.hidden = !drawn;
      closer.hidden = count <= MOST;
      said.textContent =
        count > MOST
          ? format.count(count) + " segments in view; the ladder has room for " + MOST + "."
          : format.many(count, "segment") +
            " in view" +
            (point === null ? "" : "; arrows fall by the round trips to both sides");
      canvas.setAttribute("aria-label", said.textContent);
      scroller.style.height = Math.min(TALLEST, placed.height) + "px";
      space.style.height = placed.height + "px";
      reveal();
      refill();
    }

    /** Scrolls until the selected segment is in sight. */
    function reveal() {
      const i = placed.rows.indexOf(shared.selected() ? shared.selected().row : -1);
      if (i >= 0) {
        const top = placed.tops[i];
        const { scrollTop, clientHeight } = scroller;
        if (top < scrollTop + 60 || top > scrollTop + clientHeight - 60) {
          scroller.scrollTop = top - clientHeight / 2;
        }
      }
      draw();
    }

    return {
      element,
      layOut: draw,
      moved: dom.later(show, 80),
      redraw: draw,
      pointed() {},
      end() {},
      reveal,
    };
  }

  return { create };
})();
