// SPDX-License-Identifier: Apache-2.0
"use strict";

const times = (...millis) => ({ time: Float64Array.from(millis, (at) => at * 1e6) });

test("arrows stand one under the other, with more room where there was silence", () => {
  const { tops, gaps } = rungs.arrange(times(0, 1, 100, 101), [0, 1, 2, 3], 20e6);
  const steps = Array.from(tops.slice(1), (top, i) => top - tops[i]);
  equal([steps[0], steps[1] > rungs.ROW + 20, steps[2]], [rungs.ROW, true, rungs.ROW]);
  equal(gaps, [NaN, NaN, 99e6, NaN]);
});

test("an arrow is meant by what is at most half a row away", () => {
  const placed = rungs.arrange(times(0, 1), [0, 1], 0);
  equal(rungs.at(placed, placed.tops[1] + rungs.ROW / 2), 1);
  equal(rungs.at(placed, placed.tops[1] + rungs.ROW), -1);
  equal(rungs.at(placed, placed.tops[0] - 1), 0);
  equal(rungs.at(rungs.arrange(times(), [], 0), 50), -1);
});

test("the capture point stands where the round trips put it", () => {
  equal([rungs.share(5, 15), rungs.share(0, 20), rungs.share(null, 3)], [0.25, 0, null]);
});

test("an arrow passes the capture point at its time and falls towards its receiver", () => {
  const [client, server] = rungs.ends(100, 0, 0.5);
  equal([client < 100, server > 100, client + server], [true, true, 200]);
  equal(rungs.ends(100, 1, 0), [100, 100 - (rungs.ends(100, 0, 0)[1] - 100)]);
  equal(rungs.ends(100, 1, null), [100, 100]);
});
