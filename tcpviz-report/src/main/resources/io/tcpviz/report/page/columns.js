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

  /**
   * The corners of a stair of rising `times`, thinned: each column of pixels has its first, lowest,
   * highest and last value. `x` and `y` give places; `draw(x, y)` is called in order; values that are
   * NaN are left out.
   */
  function stair(times, values, low, high, x, y, draw) {
    let column = NaN;
    let least = 0;
    let most = 0;
    let last = NaN;
    const flush = () => {
      if (!Number.isNaN(column) && least !== most) {
        draw(column, least);
        draw(column, most);
        draw(column, last);
      }
    };
    for (let i = low; i < high; i++) {
      const level = y(values[i]);
      if (Number.isNaN(level)) {
        continue;
      }
      const at = Math.round(x(times[i]) * 2) / 2;
      if (at !== column) {
        flush();
        Number.isNaN(last) || draw(at, last);
        draw(at, level);
        column = at;
        least = most = level;
      }
      least = Math.min(least, level);
      most = Math.max(most, level);
      last = level;
    }
    flush();
    return last;
  }

  return { lowerBound, Bars, stair };
})();
