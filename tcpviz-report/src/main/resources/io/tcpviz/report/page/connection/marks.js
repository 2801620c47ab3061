// SPDX-License-Identifier: Apache-2.0
// What is drawn for each verdict on a segment: its name, its shape and its colour.
"use strict";

const marks = (() => {
  const SIZE = 11; // CSS pixels
  const BOX = 16; // side of the box of a shape

  // In the order in which they are drawn and listed; the first of each is its role.
  const all = [
    ["repair", "Repair", "M8 1.5 L14.5 13.5 H1.5 Z", "--mark-fast"],
    [
      "timeout",
      "Sent again after a timeout",
      "M2.5 1.5 H13.5 L9.2 8 L13.5 14.5 H2.5 L6.8 8 Z",
      "--mark-timeout",
    ],
    ["probe", "Tail loss probe", "M3 1.5 L14.5 8 L3 14.5 Z", "--mark-probe"],
    [
      "needless",
      "Sent again needlessly",
      "M8 1 L15.5 14.5 H.5 Z M8 5.6 L4.2 12.4 H11.8 Z",
      "--mark-needless",
    ],
    ["control", "SYN or FIN again", "M1.5 2.5 H14.5 L8 14 Z", "--mark-timeout"],
    [
      "unclear",
      "Sent again, cause unknown",
      "M8 1.5 L14.2 6 L11.8 13.5 H4.2 L1.8 6 Z",
      "--mark-fast",
    ],
    ["reordered", "Out of order", "M8 .8 L15.2 8 L8 15.2 L.8 8 Z", "--mark-reorder"],
    ["copy", "Copy of a packet", words.shape("duplicate_packet"), "--mark-copy"],
    [
      "keepalive",
      "Keep-alive",
      "M8 3.5 A4.5 4.5 0 1 0 8 12.5 A4.5 4.5 0 1 0 8 3.5 Z",
      "--mark-copy",
    ],
    ["windowprobe", "Probe of a closed window", words.shape("zero_window_probe"), "--series-c"],
    ["closed", "Zero window", words.shape("zero_window"), "--series-c"],
    ["loss", "Loss", words.shape("loss_infer"), "--mark-timeout"],
  ].map(([role, title, path, colour]) => ({ role, title, path, colour }));

  const codes = new Map(all.map(({ role }, i) => [role, i + 1]));

  /** A number from 1 for a role, 0 for none. */
  const code = (role) => codes.get(role) || 0;

  /** The colours of the theme in force, those of painter.colours among them. */
  function colours() {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    const each = (named) =>
      Object.fromEntries(["loss", "timeout", "stall", "window"].map((kind) => [kind, named(kind)]));
    return {
      ...painter.colours(),
      accent: value("--accent"),
      chosen: value("--accent-soft"),
      data: value("--series-a"),
      ack: value("--series-b"),
      window: value("--series-c"),
      sack: value("--series-d"),
      far: value("--series-e"),
      near: value("--series-f"),
      loss: value("--band-loss"),
      bands: each((kind) => value("--band-" + kind)),
      inks: each((kind) => value("--band-" + kind + "-ink")),
      washes: each((kind) => value("--wash-" + kind)),
      marks: all.map(({ colour }) => value(colour)),
    };
  }

  /** Draws the mark of a role around a place. */
  function draw(context, role, x, y, theme, size = SIZE) {
    const { path } = all[codes.get(role) - 1];
    context.save();
    context.translate(x - size / 2, y - size / 2);
    context.scale(size / BOX, size / BOX);
    context.lineWidth = 2.5;
    context.strokeStyle = theme.halo;
    context.fillStyle = theme.marks[codes.get(role) - 1];
    const shape = painter.shape(path);
    context.stroke(shape);
    context.fill(shape, "evenodd");
    context.restore();
  }

  /** Lets one mark of a kind through for each cell of a few pixels: what it hides is covered. */
  function sieve() {
    const cells = new Set();
    return (role, x, y) => {
      const cell = (codes.get(role) * 65536 + Math.round(x / 3)) * 65536 + Math.round(y / 3);
      return !cells.has(cell) && Boolean(cells.add(cell));
    };
  }

  return { all, code, colours, draw, sieve, SIZE };
})();
