// SPDX-License-Identifier: Apache-2.0
// Arithmetic of the stretch of time in view, {from, to} in nanoseconds: no drawing here.
"use strict";

const span = (() => {
  const SHORTEST = 1e3; // nanoseconds in view at the closest zoom

  const middle = ({ from, to }) => (from + to) / 2;

  const same = (a, b) => a.from === b.from && a.to === b.to;

  /** `view` no shorter than can be shown and within `full`; its middle stays where it can. */
  function within(full, view) {
    const length = Math.min(full.to - full.from, Math.max(SHORTEST, view.to - view.from));
    const from = Math.max(full.from, Math.min(full.to - length, middle(view) - length / 2));
    return { from, to: from + length };
  }

  /** `view` `factor` times as long; the moment `at` stays where it is. */
  const zoomed = (view, factor, at = middle(view)) => ({
    from: at - (at - view.from) * factor,
    to: at + (view.to - at) * factor,
  });

  const moved = (view, by) => ({ from: view.from + by, to: view.to + by });

  /** `view` with its edge "from" or "to" at `time`; where edges pass each other they swap. */
  function stretched(view, edge, time) {
    const other = edge === "from" ? view.to : view.from;
    return { from: Math.min(other, time), to: Math.max(other, time) };
  }

  /**
   * The view in which two moments stand at two places, given as shares of its width: what fingers
   * hold stays below them.
   */
  function held(times, places) {
    const length = (times[1] - times[0]) / (places[1] - places[0]);
    const from = times[0] - places[0] * length;
    return { from, to: from + length };
  }

  return { within, zoomed, moved, stretched, held, middle, same, SHORTEST };
})();
