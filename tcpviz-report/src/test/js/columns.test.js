// SPDX-License-Identifier: Apache-2.0
"use strict";

function covered(bars) {
  const runs = [];
  bars.each((x, top, height) => runs.push([x, top, height]));
  return runs;
}

test("bars of one column that touch are one run of pixels, others are not", () => {
  const bars = new columns.Bars(4, 100);
  bars.add(1.2, 10, 20);
  bars.add(1.9, 15, 30);
  bars.add(1, 50, 51);
  bars.add(3, 0, 0);
  equal(covered(bars), [
    [1, 10, 21],
    [1, 50, 2],
    [3, 0, 1],
  ]);
});

test("bars outside of the picture leave nothing, those across its edge are cut", () => {
  const bars = new columns.Bars(2, 10);
  bars.add(-1, 0, 5);
  bars.add(2, 0, 5);
  bars.add(0, 20, 30);
  bars.add(0, -9, -1);
  bars.add(1, -5, 50);
  equal(covered(bars), [[1, 0, 10]]);
});

test("a thinned stair keeps the lowest and the highest of each column", () => {
  const times = Float64Array.from({ length: 1000 }, (_, i) => i);
  const values = times.map((_, i) => (i === 500 ? 99 : i === 501 ? -99 : 0));
  const seen = [];
  const pen = { x: (t) => t / 100, y: (v) => v, at: (x) => x * 100 };
  columns.stair(times, values, 0, 1000, pen, (x, y) => seen.push([x, y]));
  equal(seen.length < 200, true);
  equal([Math.max(...seen.map(([, y]) => y)), Math.min(...seen.map(([, y]) => y))], [99, -99]);
});

test("a stair goes level to each time and leaves out what is not known", () => {
  const seen = [];
  const pen = { x: (t) => t, y: (v) => v, at: (x) => x };
  columns.stair([0, 1, 2], [NaN, 5, 7], 0, 3, pen, (x, y) => seen.push([x, y]));
  equal(seen, [
    [1, 5],
    [2, 5],
    [2, 7],
  ]);
});

test("the extremes of a stretch are those of its values, however long it is", () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1009);
  for (const [low, high] of [
    [0, 1000],
    [3, 5],
    [63, 900],
    [64, 320],
    [10, 10],
  ]) {
    const part = Array.from(values.slice(low, high));
    equal(columns.extremes(values, low, high), [Math.min(...part), Math.max(...part)]);
  }
});
