// SPDX-License-Identifier: Apache-2.0
"use strict";

const full = { from: 0, to: 1e9 };

test("a view keeps its length at the ends of the capture", () => {
  equal(span.within(full, { from: -3e8, to: 1e8 }), { from: 0, to: 4e8 });
  equal(span.within(full, { from: 9e8, to: 12e8 }), { from: 7e8, to: 1e9 });
});

test("a view is neither longer than the capture nor shorter than can be shown", () => {
  equal(span.within(full, { from: -5e9, to: 9e9 }), full);
  const closest = span.within(full, { from: 5e8, to: 5e8 });

  close(closest.to - closest.from, span.SHORTEST);
  close(span.middle(closest), 5e8);
});

test("a zoom leaves a moment where it is", () => {
  const view = span.zoomed({ from: 100, to: 200 }, 0.5, 125);

  equal(view, { from: 112.5, to: 162.5 });
  close((125 - view.from) / (view.to - view.from), 0.25);
  equal(span.zoomed({ from: 100, to: 200 }, 2), { from: 50, to: 250 });
});

test("edges that are dragged past each other swap", () => {
  const view = { from: 100, to: 200 };

  equal(span.stretched(view, "to", 250), { from: 100, to: 250 });
  equal(span.stretched(view, "to", 50), { from: 50, to: 100 });
  equal(span.stretched(view, "from", 300), { from: 200, to: 300 });
});

test("what two fingers hold stays below them", () => {
  const view = span.held([100, 200], [0.25, 0.75]);

  equal(view, { from: 50, to: 250 });
  close(view.from + 0.25 * (view.to - view.from), 100);
  close(view.from + 0.75 * (view.to - view.from), 200);
});

test("views are the same where both edges are", () => {
  equal(span.same({ from: 1, to: 2 }, { from: 1, to: 2 }), true);
  equal(span.same({ from: 1, to: 2 }, { from: 1, to: 3 }), false);
});
