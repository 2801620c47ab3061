// SPDX-License-Identifier: Apache-2.0
// The bands above the charts: when and by what the data of one side was held up.
"use strict";

const strip = (() => {
  const LANE = 17; // CSS pixels
  const GAP = 3;
  const HATCHED = 4; // CSS pixels from which a band has room for its pattern
  const MOST = 400; // patterned bands in view

  const kinds = [
    { kind: "loss", title: "Recovery", words: "Loss recovery" },
    { kind: "timeout", title: "Timeout", words: "Silence before a timeout" },
    { kind: "stall", title: "Stall", words: "No acknowledgment came" },
    { kind: "window", title: "Window", words: "Held back by the receiver’s window" },
  ];

  /** The lanes of the bands of one side that has any: {kind, title, words, bands}. */
  const lanesOf = (all, fromServer) =>
    kinds
      .map((each) => ({
        ...each,
        bands: bands.merge(
          all.filter((band) => band.kind === each.kind && band.fromServer === fromServer),
        ),
      }))
      .filter((lane) => lane.bands.length > 0);

  // Each kind has its pattern; position and pattern tell them apart without colour.
  const patterns = {
    loss: (context, left, top, right, bottom) => {
      for (let at = left - (bottom - top); at < right; at += 6) {
        context.moveTo(at, bottom);
        context.lineTo(at + bottom - top, top);
      }
    },
    timeout: () => {},
    stall: (context, left, top, right, bottom) => {
      for (let at = left + 3; at < right; at += 5) {
        context.moveTo(at, top);
        context.lineTo(at, bottom);
      }
    },
    window: (context, left, top, right, bottom) => {
      for (let at = top + 3; at < bottom; at += 4) {
        context.moveTo(left, at);
        context.lineTo(right, at);
      }
    },
  };

  function pattern(context, kind, left, top, right, bottom, colour) {
    context.save();
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    context.strokeStyle = colour;
    context.lineWidth = 1;
    context.beginPath();
    patterns[kind](context, left, top, right, bottom);
    context.stroke();
    context.restore();
  }

  function paint({ context, box, x, y }, lanes, view, theme) {
    let room = MOST;
    lanes.forEach((lane, i) => {
      const top = y(lanes.length - i) + GAP / 2;
      const bottom = y(lanes.length - i - 1) - GAP / 2;
      context.fillStyle = theme.lane;
      context.fillRect(0, top, box.width, bottom - top);
      for (const { from, to } of lane.bands) {
        if (to >= view.from && from <= view.to) {
          const left = Math.max(0, x(from));
          const right = Math.max(left + 2, Math.min(box.width, x(to)));
          context.fillStyle = theme.bands[lane.kind];
          context.fillRect(left, top, right - left, bottom - top);
          if (right - left > HATCHED && room-- > 0) {
            pattern(context, lane.kind, left, top, right, bottom, theme.inks[lane.kind]);
          }
        }
      }
    });
  }

  /** Washes what is below the curves where nothing moved. */
  function wash({ context, box, x }, lanes, theme) {
    for (const lane of lanes.filter(({ kind }) => kind !== "loss")) {
      context.fillStyle = theme.washes[lane.kind];
      for (const { from, to } of lane.bands) {
        const [left, right] = [Math.max(0, x(from)), Math.min(box.width, x(to))];
        right > left && context.fillRect(left, 0, Math.max(1, right - left), box.height);
      }
    }
  }

  /** The band of a lane at a time, or nearest to it within `reach`; null for none. */
  const at = (lane, time, reach) =>
    lane.bands.find(({ from, to }) => time >= from && time <= to) ||
    lane.bands.find(({ from, to }) => time >= from - reach && time <= to + reach) ||
    null;

  /** A band in words. */
  function say(lane, band) {
    const n = band.bands.length;
    const known = (name) => band.bands[0].moment.fields.get(name);
    const more = {
      loss: () => format.many(n, "loss", "losses"),
      timeout: () =>
        n > 1
          ? format.count(n) + " in a row"
          : known("backoff") > 1 && "attempt " + known("backoff"),
      stall: () => format.many(n, "loss", "losses"),
      window: () =>
        known("advertisements")
          ? format.many(known("advertisements"), "advertisement") + " of zero"
          : "filled to the last segment",
    };
    return [lane.words + ", " + format.duration(Math.round(band.to - band.from)), more[lane.kind]()]
      .filter(Boolean)
      .join(" · ");
  }

  return { lanesOf, paint, wash, at, say, LANE };
})();
