// SPDX-License-Identifier: Apache-2.0
// Charts and tables as files to take away.
"use strict";

const exports = (() => {
  const { el } = dom;
  const SHARPNESS = 2; // pixels of a PNG for each CSS pixel
  const MARGIN = 16; // CSS pixels around a chart
  const HEAD = 46; // CSS pixels for the title above it
  const KEPT = 60e3; // milliseconds until a file that was handed over is dropped

  /**
   * Draws a chart a second time, into vector contexts: [{canvas, context}], one for each canvas.
   *
   * uPlot knows canvases only, and asks each for its context once, when it is made. So while a
   * throwaway chart is made (and at no other time, for making one never waits) every canvas
   * answers a context that writes SVG. The chart itself is drawn a moment later, with the contexts
   * that it has then. All knowledge of this is here; charts are made as for the page.
   */
  async function drawn({ make, width, height }) {
    const contexts = [];
    const prototype = HTMLCanvasElement.prototype;
    const real = prototype.getContext;
    const size = [width(), height()];
    let chart;
    prototype.getContext = function () {
      const context = vector.context(...size.map((pixels) => pixels * ratio()));
      contexts.push({ canvas: this, context });
      return context;
    };
    try {
      chart = make(document.createElement("div"), ...size);
    } finally {
      prototype.getContext = real;
    }
    await new Promise((resolve) => setTimeout(resolve));
    contexts.forEach(({ canvas, context }) => Object.assign(context, sizeOf(canvas)));
    chart.destroy();
    return contexts.map(({ context }) => context);
  }

  const ratio = () => devicePixelRatio || 1;
  const sizeOf = ({ width, height }) => ({ width, height });

  /** The title, and what of the chart is in view. */
  function head(page, chart, theme) {
    page.font = "600 15px system-ui, sans-serif";
    page.fillStyle = theme.text;
    page.fillText(session.title(), MARGIN, MARGIN + 13);
    page.font = "12px system-ui, sans-serif";
    page.fillStyle = theme.ink;
    const shown = [chart.name, chart.note && chart.note()].filter(Boolean).join(" · ");
    page.fillText(shown, MARGIN, MARGIN + 32);
  }

  /** The chart as an SVG document, below its title and on the background of the theme. */
  async function svg(chart) {
    const theme = painter.colours();
    const parts = await drawn(chart);
    const scale = 1 / ratio();
    const beside = chart.names ? chart.names.width() : 0;
    const width = beside + Math.max(...parts.map((part) => part.width * scale));
    const height = parts.reduce((sum, part) => sum + part.height * scale, 0);
    const page = vector.context(width + 2 * MARGIN, height + HEAD + 2 * MARGIN);
    page.fillStyle = theme.halo;
    page.fillRect(0, 0, page.width, page.height);
    head(page, chart, theme);
    page.translate(MARGIN, MARGIN + HEAD);
    page.save();
    page.translate(beside, 0);
    page.scale(scale, scale);
    for (const part of parts) {
      page.place(part);
      page.translate(0, part.height);
    }
    page.restore();
    chart.names && chart.names.paint(page);
    return page.svg(session.title() + ": " + chart.name);
  }

  const blobOf = (texts, type) => new Blob([texts].flat(), { type: type + ";charset=utf-8" });

  /** The same picture in pixels. */
  async function png(chart) {
    const image = new Image();
    const address = URL.createObjectURL(blobOf(await svg(chart), "image/svg+xml"));
    try {
      image.src = address;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.naturalWidth * SHARPNESS);
      canvas.height = Math.round(image.naturalHeight * SHARPNESS);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  /** A name that every file system takes. */
  const fileName = (name, extension) =>
    [session.title(), name]
      .join(" ")
      .replace(/[^\p{L}\p{N}.]+/gu, "-")
      .replace(/^[-.]+|[-.]+$/g, "")
      .slice(0, 120) +
    "." +
    extension;

  function hand(blob, name) {
    const address = URL.createObjectURL(blob);
    el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), KEPT);
  }

  /**
   * The menu of a chart. `name`: what it shows; `make(parent, width, height)` draws it;
   * `width()` and `height()`: its size in CSS pixels; and where there are any: `note()`: what of it
   * is in view; `names`: what stands beside it, {width(), paint(context)}; `tables`: further files,
   * [{label, pieces()}] of CSV, at once or as a promise.
   */
  function menu(chart) {
    const save = (label, extension, made) => {
      const button = el("button", { type: "button", onclick: act }, label);
      async function act() {
        button.disabled = true;
        try {
          hand(await made(), fileName(chart.name, extension));
        } finally {
          button.disabled = false;
          panel.close();
        }
      }
      return button;
    };
    const panel = popover.create({
      label: "Save",
      css: "choices",
      content: [
        save("Picture (PNG)", "png", () => png(chart)),
        save("Drawing (SVG)", "svg", async () => blobOf(await svg(chart), "image/svg+xml")),
        ...(chart.tables || []).map(({ label, pieces }) =>
          save(label, "csv", async () => blobOf(await pieces(), "text/csv")),
        ),
      ],
    });
    return panel.element;
  }

  return { menu, svg, hand, fileName };
})();
