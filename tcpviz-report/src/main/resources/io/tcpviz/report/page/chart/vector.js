// SPDX-License-Identifier: Apache-2.0
// A drawing context that writes SVG: the part of CanvasRenderingContext2D that charts use.
"use strict";

const vector = (() => {
  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
  const PLAIN = /^#[0-9a-f]{6}$/; // an opaque colour
  const DIGITS = 100; // parts of a unit to which coordinates are rounded
  const texts = new WeakMap(); // of Path2D objects, whose path no one can read back
  const sizes = new Map(); // of fonts and texts, as a canvas measures them
  const realContext =
    typeof HTMLCanvasElement === "undefined" ? null : HTMLCanvasElement.prototype.getContext;
  let ruler = null;

  const initial = {
    fillStyle: "#000000",
    strokeStyle: "#000000",
    lineWidth: 1,
    lineCap: "butt",
    lineJoin: "miter",
    globalAlpha: 1,
    font: "10px sans-serif",
    textAlign: "start",
    textBaseline: "alphabetic",
  };

  /** A text as XML takes it, whatever characters it holds. */
  const escaped = (text) =>
    String(text)
      .replace(NOT_XML, "\ufffd")
      .replace(/[&<>"']/g, (character) => ENTITIES[character]);

  const number = (value) => String(Math.round(value * DIGITS) / DIGITS || 0);

  /** A Path2D of an SVG path text that a vector context can write too. */
  function path(text) {
    const made = new Path2D(text);
    texts.set(made, text);
    return made;
  }

  /** Measuring is left to a canvas. */
  function measuring(font) {
    ruler = ruler || realContext.call(document.createElement("canvas"), "2d");
    ruler.font = font;
    return ruler;
  }

  /** How far below a baseline of another name the alphabetic one is: all programs agree on that. */
  function drop(font, baseline) {
    const key = font + "|" + baseline;
    if (!sizes.has(key)) {
      const on = measuring(font);
      const ascents = ["alphabetic", baseline].map((name) => {
        on.textBaseline = name;
        return on.measureText("x").fontBoundingBoxAscent;
      });
      on.textBaseline = "alphabetic";
      sizes.set(key, ascents[0] - ascents[1]);
    }
    return sizes.get(key);
  }

  /** Any colour of CSS as [#rrggbb, opacity]: few programs know the newer ways to write one. */
  function colour(text) {
    if (PLAIN.test(text)) {
      return [text, 1];
    }
    const on = measuring(initial.font);
    on.fillStyle = "#000000";
    on.fillStyle = text;
    const parts = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(on.fillStyle);
    const hex = (part) => Number(part).toString(16).padStart(2, "0");
    return parts
      ? ["#" + parts.slice(1, 4).map(hex).join(""), Number(parts[4])]
      : [on.fillStyle, 1];
  }

  const multiplied = ([a, b, c, d, e, f], [g, h, i, j, k, l]) => [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
  const matrix = (m) => "matrix(" + m.map((each) => +each.toFixed(4)).join(" ") + ")";
  const factor = ([a, b, c, d]) => Math.sqrt(Math.abs(a * d - b * c));

  class Context {
    constructor(width, height) {
      Object.assign(this, initial);
      this.width = width;
      this.height = height;
      this.matrix = [1, 0, 0, 1, 0, 0];
      this.dashes = [];
      this.clipping = 0; // number of the clip in force, 0 for none
      this.kept = [];
      this.forget();
      this.beginPath();
    }

    forget() {
      this.clips = [{ text: "", within: 0 }]; // a clip lies within that of a smaller number
      this.items = []; // {clipping, start, d, end}: d is empty where there is nothing to add to
    }

    save() {
      const state = { matrix: this.matrix, dashes: this.dashes, clipping: this.clipping };
      Object.keys(initial).forEach((name) => {
        state[name] = this[name];
      });
      this.kept.push(state);
    }

    restore() {
      Object.assign(this, this.kept.pop());
    }

    transform(...by) {
      this.matrix = multiplied(this.matrix, by);
    }

    setTransform(...to) {
      this.matrix = to.length === 6 ? to : [1, 0, 0, 1, 0, 0];
    }

    translate(x, y) {
      this.transform(1, 0, 0, 1, x, y);
    }

    scale(x, y) {
      this.transform(x, 0, 0, y, 0, 0);
    }

    rotate(angle) {
      const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
      this.transform(cosine, sine, -sine, cosine, 0, 0);
    }

    setLineDash(dashes) {
      this.dashes = [...dashes];
    }

    point(x, y) {
      const [a, b, c, d, e, f] = this.matrix;
      return number(a * x + c * y + e) + " " + number(b * x + d * y + f);
    }

    beginPath() {
      this.d = "";
    }

    closePath() {
      this.d += "Z";
    }

    moveTo(x, y) {
      this.d += "M" + this.point(x, y);
    }

    lineTo(x, y) {
      this.d += (this.d ? "L" : "M") + this.point(x, y);
    }

    rect(x, y, width, height) {
      this.d += this.box(x, y, width, height);
    }

    box(x, y, width, height) {
      const corners = [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
      ];
      return "M" + corners.map((corner) => this.point(...corner)).join("L") + "Z";
    }

    /** Curves of at most a quarter of a circle each, which any transformation leaves curves. */
    arc(x, y, radius, from, to, backwards = false) {
      const whole = 2 * Math.PI;
      const wanted = backwards ? from - to : to - from;
      const turn = wanted >= whole ? whole : ((wanted % whole) + whole) % whole;
      const pieces = Math.max(1, Math.ceil(turn / (Math.PI / 2)));
      const angle = ((backwards ? -1 : 1) * turn) / pieces;
      const reach = (4 / 3) * Math.tan(angle / 4);
      const at = (a, along) =>
        this.point(
          x + radius * (Math.cos(a) - along * Math.sin(a)),
          y + radius * (Math.sin(a) + along * Math.cos(a)),
        );
      this.d += (this.d ? "L" : "M") + at(from, 0);
      for (let i = 0; i < pieces; i++) {
        const start = from + i * angle;
        const end = start + angle;
        this.d += "C" + at(start, reach) + " " + at(end, -reach) + " " + at(end, 0);
      }
    }

    clip() {
      const within = this.clipping;
      const known = this.clips.findIndex(
        (each) => each.text === this.d && each.within === within,
      );
      this.clipping = known > 0 ? known : this.clips.push({ text: this.d, within }) - 1;
    }

    paint(style) {
      const [plain, opacity] = colour(String(style));
      return [plain, opacity * this.globalAlpha];
    }

    filling(rule = "nonzero") {
      const [plain, opacity] = this.paint(this.fillStyle);
      return (
        attribute("fill", plain) +
        (rule === "evenodd" ? ' fill-rule="evenodd"' : "") +
        (opacity < 1 ? attribute("fill-opacity", number(opacity)) : "")
      );
    }

    /** `scale`: how much larger lines are drawn than they are wide. */
    stroking(scale) {
      const [plain, opacity] = this.paint(this.strokeStyle);
      return (
        ' fill="none"' +
        attribute("stroke", plain) +
        attribute("stroke-width", number(this.lineWidth * scale)) +
        (opacity < 1 ? attribute("stroke-opacity", number(opacity)) : "") +
        (this.lineCap === "butt" ? "" : attribute("stroke-linecap", this.lineCap)) +
        (this.lineJoin === "miter" ? "" : attribute("stroke-linejoin", this.lineJoin)) +
        (this.dashes.length > 0
          ? attribute("stroke-dasharray", this.dashes.map((n) => number(n * scale)).join(" "))
          : "")
      );
    }

    write(start, d, end) {
      this.items.push({ clipping: this.clipping, start, d, end });
    }

    /** A Path2D was made for other coordinates: it is transformed as it is drawn. */
    drawn(given, style) {
      const shape = given instanceof Path2D ? attribute("transform", matrix(this.matrix)) : "";
      const d = shape ? texts.get(given) : this.d;
      d && this.write("<path" + style + shape + ' d="', d, '"/>');
    }

    fill(given, rule) {
      this.drawn(given, this.filling(typeof given === "string" ? given : rule));
    }

    stroke(given) {
      this.drawn(given, this.stroking(given ? 1 : factor(this.matrix)));
    }

    /** Opaque boxes of one colour after another are one path: a histogram has thousands. */
    fillRect(x, y, width, height) {
      const style = this.filling();
      const start = "<path" + style + ' d="';
      const last = this.items[this.items.length - 1];
      const box = this.box(x, y, width, height);
      if (last && last.boxes && last.start === start && last.clipping === this.clipping) {
        last.d += box;
      } else {
        this.write(start, box, '"/>');
        this.items[this.items.length - 1].boxes = !style.includes("opacity");
      }
    }

    strokeRect(x, y, width, height) {
      const d = this.box(x, y, width, height);
      this.write("<path" + this.stroking(factor(this.matrix)) + ' d="', d, '"/>');
    }

    /** Nothing drawn can be taken back but everything: that is all that charts ask for. */
    clearRect(x, y, width, height) {
      if (x <= 0 && y <= 0 && width >= this.width && height >= this.height) {
        this.forget();
      }
    }

    measureText(text) {
      return measuring(this.font).measureText(text);
    }

    fillText(text, x, y) {
      const [, style, size, family] = /^(.*?)([\d.]+px)\s+(.+)$/.exec(this.font);
      const weight = /\b(bold|[1-9]00)\b/.exec(style);
      const anchor = { center: "middle", right: "end", end: "end" }[this.textAlign];
      const below = y + drop(this.font, this.textBaseline);
      this.write(
        "<text" +
          attribute("transform", matrix(multiplied(this.matrix, [1, 0, 0, 1, x, below]))) +
          this.filling() +
          attribute("font-size", size) +
          attribute("font-family", family) +
          (weight ? attribute("font-weight", weight[0]) : "") +
          (/italic/.test(style) ? ' font-style="italic"' : "") +
          (anchor ? attribute("text-anchor", anchor) : "") +
          ">",
        escaped(text),
        "</text>",
      );
    }

    /** The elements, those within one clip together. Names in it begin with `prefix`. */
    content(prefix = "c") {
      const clips = this.clips
        .slice(1)
        .map(
          ({ text, within }, i) =>
            "<clipPath" +
            attribute("id", prefix + (i + 1)) +
            (within ? attribute("clip-path", "url(#" + prefix + within + ")") : "") +
            '><path d="' +
            text +
            '"/></clipPath>',
        );
      const lines = clips.length > 0 ? ["<defs>", ...clips, "</defs>"] : [];
      let open = 0;
      for (const { clipping, start, d, end } of this.items) {
        if (clipping !== open) {
          open && lines.push("</g>");
          clipping && lines.push("<g" + attribute("clip-path", `url(#${prefix}${clipping})`) + ">");
          open = clipping;
        }
        lines.push(start + d + end);
      }
      open && lines.push("</g>");
      return lines.join("\n");
    }

    /** Puts what another context has drawn here. */
    place(other) {
      const prefix = "c" + this.items.length + "-";
      const start = "<g" + attribute("transform", matrix(this.matrix)) + ">";
      this.write(start, other.content(prefix), "</g>");
    }

    /** The text of a complete SVG document, `title` for those who cannot see it. */
    svg(title = "") {
      return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<svg xmlns="http://www.w3.org/2000/svg"' +
          attribute("width", number(this.width)) +
          attribute("height", number(this.height)) +
          attribute("viewBox", "0 0 " + number(this.width) + " " + number(this.height)) +
          ' stroke-miterlimit="10">',
        title && "<title>" + escaped(title) + "</title>",
        this.content(),
        "</svg>\n",
      ]
        .filter(Boolean)
        .join("\n");
    }
  }

  const attribute = (name, value) => " " + name + '="' + escaped(value) + '"';

  return { path, context: (width, height) => new Context(width, height) };
})();
