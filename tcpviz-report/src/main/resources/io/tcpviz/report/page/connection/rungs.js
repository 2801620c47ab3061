// SPDX-License-Identifier: Apache-2.0
// Where the arrows of a ladder diagram stand: times become rows, long silences gaps.
"use strict";

const rungs = (() => {
  const ROW = 34; // CSS pixels from arrow to arrow
  const GAP = 28; // more where a silence is written
  const HEAD = 34; // for the names of both sides
  const LEAST = 2e6; // nanoseconds of silence that are written at least
  const TILT = 8; // CSS pixels that an arrow falls over its whole way

  /**
   * Arranges rows of a trace, in order of time: {rows, tops, gaps, height}, where `tops` are the
   * places of the arrows and `gaps` the silences before them, NaN where none is written. `trip` is
   * a round trip, in nanoseconds; half of it counts as a silence.
   */
  function arrange({ time }, rows, trip) {
    const long = Math.max(LEAST, trip / 2);
    const tops = new Float64Array(rows.length);
    const gaps = new Float64Array(rows.length).fill(NaN);
    let top = HEAD;
    rows.forEach((row, i) => {
      const silence = i > 0 ? time[row] - time[rows[i - 1]] : 0;
      if (silence >= long) {
        gaps[i] = silence;
        top += GAP;
      }
      tops[i] = top + ROW / 2;
      top += ROW;
    });
    return { rows, tops, gaps, height: top + ROW / 2 };
  }

  /** The index of the arrow nearest to a place, -1 for none. */
  function at({ tops }, y) {
    const i = columns.lowerBound(tops, y);
    const near = [i - 1, i].filter((each) => each >= 0 && each < tops.length);
    const best = near.sort((a, b) => Math.abs(tops[a] - y) - Math.abs(tops[b] - y))[0];
    return best !== undefined && Math.abs(tops[best] - y) <= ROW / 2 ? best : -1;
  }

  /**
   * How far from the client the capture point stands, 0 to 1, by the round trips to both sides;
   * null where they are not known.
   */
  function share(toClient, toServer) {
    const known = [toClient, toServer].every((each) => typeof each === "number" && each >= 0);
    return known && toClient + toServer > 0 ? toClient / (toClient + toServer) : null;
  }

  /** The ends of an arrow around its place: [y at the client, y at the server]. */
  function ends(top, fromServer, point) {
    if (point === null) {
      return [top, top];
    }
    const sign = fromServer ? -1 : 1;
    return [top - sign * TILT * point, top + sign * TILT * (1 - point)];
  }

  return { arrange, at, share, ends, ROW, HEAD };
})();
