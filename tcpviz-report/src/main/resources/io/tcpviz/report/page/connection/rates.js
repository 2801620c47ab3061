// SPDX-License-Identifier: Apache-2.0
// How fast octets passed: sums over intervals that fit the view.
"use strict";

const rates = (() => {
  const MOST = 140; // intervals in view
  const SHORTEST = 1e5; // nanoseconds; less says more of single segments than of a rate

  /**
   * Payload that had passed at each knot, all of it and what passed for the first time. Between two
   * knots it grows evenly: a record of several segments took its time.
   */
  function passed(sent) {
    const { trace, data } = sent;
    const fresh = series.firstSent(sent);
    const time = [];
    const all = [];
    const first = [];
    let sum = 0;
    let sumFirst = 0;
    const knot = (at) => {
      time.push(at);
      all.push(sum);
      first.push(sumFirst);
    };
    data.forEach((row, i) => {
      const octets = trace.length[row];
      if (octets > 0) {
        knot(Math.max(trace.since[row], time.length ? time[time.length - 1] : -Infinity));
        sum += octets;
        sumFirst += Math.min(octets, fresh[i]);
        knot(Math.max(trace.time[row], time[time.length - 1]));
      }
    });
    return {
      time: Float64Array.from(time),
      all: Float64Array.from(all),
      first: Float64Array.from(first),
    };
  }

  /** The sum at a time: at a step, the sum before it. */
  function at(knots, sums, time) {
    const low = columns.lowerBound(knots, time);
    if (low === 0 || low === knots.length) {
      return low === 0 ? 0 : sums[low - 1];
    }
    const [before, after] = [knots[low - 1], knots[low]];
    return sums[low - 1] + ((sums[low] - sums[low - 1]) * (time - before)) / (after - before);
  }

  /** The round interval, in nanoseconds, of which about a hundred are in view. */
  function interval(from, to) {
    const least = Math.max(SHORTEST, (to - from) / MOST);
    const unit = 10 ** Math.floor(Math.log10(least));
    return [1, 2, 5, 10].map((n) => n * unit).find((step) => step >= least * 0.999999);
  }

  /**
   * Bits per second in the intervals in view, counted from `begin`: {step, from, all, first}, the
   * first of them beginning at `from`.
   */
  function over({ time, all, first }, begin, view) {
    const step = interval(view.from, view.to);
    const low = Math.floor((view.from - begin) / step);
    const high = Math.ceil((view.to - begin) / step);
    const count = Math.max(1, high - low);
    const rate = (sums) => {
      const known = Float64Array.from({ length: count + 1 }, (_, i) =>
        at(time, sums, begin + (low + i) * step),
      );
      return Float64Array.from({ length: count }, (_, i) => ((known[i + 1] - known[i]) * 8e9) / step);
    };
    return { step, from: begin + low * step, all: rate(all), first: rate(first) };
  }

  return { passed, over, interval };
})();
