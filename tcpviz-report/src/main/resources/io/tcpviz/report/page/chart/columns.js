// SPDX-License-Identifier: Apache-2.0
// Thins drawings to what pixels can show: which pixels many bars or a long line cover.
"use strict";

const columns = (() => {
  /** The first index of rising `values` that is not below `value`. */
  function lowerBound(values, value, from = 0, to = values.length) {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first index below `count` of which `isBefore` is false, `count` for none. */
  function first(count, isBefore) {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(middle)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Collects upright bars; each pixel is covered or not, however many bars there are. */
  class Bars {
    constructor(width, height) {
      this.width = Math.max(1, Math.ceil(width));
      this.height = Math.max(1, Math.ceil(height));
      this.stride = this.height + 2;
      this.changes = new Int32Array(this.width * this.stride);
    }

    /** Covers column `x` from `top` to `bottom`, in pixels; what lies outside is cut off. */
    add(x, top, bottom) {
      const column = Math.floor(x);
      if (column < 0 || column >= this.width || bottom < 0 || top >= this.height) {
        return;
      }
      const from = Math.max(0, Math.floor(top));
      const to = Math.min(this.height - 1, Math.floor(bottom));
      this.changes[column * this.stride + from]++;
      this.changes[column * this.stride + to + 1]--;
    }

    /** Calls `draw(x, top, height)` for each covered run of pixels. */
    each(draw) {
      for (let x = 0; x < this.width; x++) {
        const base = x * this.stride;
        let depth = 0;
        let start = 0;
        for (let y = 0; y <= this.height; y++) {
          const change = this.changes[base + y];
          if (change !== 0) {
            if (depth === 0) {
              start = y;
            }
            depth += change;
            if (depth === 0) {
              draw(x, start, y - start);
            }
          }
        }
      }
    }
  }

  const BLOCK = 64; // values that are looked at as one
  const blocks = new WeakMap(); // of arrays of values: {least, most} of each block

  /** The least and the most of each block of values; NaN counts as nothing. */
  function blocksOf(values) {
    if (!blocks.has(values)) {
      const count = Math.ceil(values.length / BLOCK);
      const least = new Float64Array(count).fill(Infinity);
      const most = new Float64Array(count).fill(-Infinity);
      for (let i = 0; i < values.length; i++) {
        const block = Math.floor(i / BLOCK);
        least[block] = values[i] < least[block] ? values[i] : least[block];
        most[block] = values[i] > most[block] ? values[i] : most[block];
      }
      blocks.set(values, { least, most });
    }
    return blocks.get(values);
  }

  /** The least and the most of the values from one index to another, the second not included. */
  function extremes(values, low, high) {
    const known = high - low > 2 * BLOCK ? blocksOf(values) : null;
    let least = Infinity;
    let most = -Infinity;
    for (let i = low; i < high; ) {
      const whole = known && i % BLOCK === 0 && i + BLOCK <= high;
      const block = whole ? i / BLOCK : 0;
      const [small, large] = whole
        ? [known.least[block], known.most[block]]
        : [values[i], values[i]];
      least = small < least ? small : least;
      most = large > most ? large : most;
      i += whole ? BLOCK : 1;
    }
    return [least, most];
  }

  /**
   * The corners of a stair of rising `times`, thinned: each column of pixels has its first, lowest,
   * highest and last value. `x` and `y` give places and `at` the time of a place; `draw(x, y)` is
   * called in order; values that are NaN are left out.
   */
  function stair(times, values, low, high, { x, y, at }, draw) {
    let last = NaN;
    const corner = (left, value) => {
      if (!Number.isNaN(value)) {
        Number.isNaN(last) || draw(left, y(last));
        draw(left, y(value));
        last = value;
      }
    };
    for (let i = low; i < high; ) {
      const left = x(times[i]);
      const end = Math.max(i + 1, lowerBound(times, at(Math.floor(left * 2 + 1) / 2), i, high));
      corner(left, values[i]);
      if (end - i > 1) {
        const [least, most] = extremes(values, i, end);
        if (least < most) {
          draw(left, y(least));
          draw(left, y(most));
        }
        corner(left, values[end - 1]);
      }
      i = end;
    }
    return y(last);
  }

  return { lowerBound, first, Bars, extremes, stair };
})();
