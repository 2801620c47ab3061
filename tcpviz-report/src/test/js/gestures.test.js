// SPDX-License-Identifier: Apache-2.0
"use strict";

/** An area 200 pixels wide that shows a view; `turn` turns a wheel over it. */
function area(view) {
  const full = { from: 0, to: 1000 };
  const element = dom.el("div");
  Object.assign(element.style, { position: "fixed", left: "0", width: "200px", height: "20px" });
  document.body.append(element);
  const state = { view };
  gestures.attach(element, {
    full,
    view: () => state.view,
    show: (wanted) => {
      state.view = wanted;
    },
  });
  /** Returns whether the page has to leave the wheel alone. */
  state.turn = (options) =>
    !element.dispatchEvent(new WheelEvent("wheel", { cancelable: true, ...options }));
  return state;
}

test("a wheel zooms, and the moment below the pointer stays there", () => {
  const chart = area({ from: 200, to: 600 });

  equal(chart.turn({ deltaY: -100, clientX: 50 }), true);
  const { from, to } = chart.view;

  equal(to - from < 400, true);
  close(from + 0.25 * (to - from), 300, 1e-6);
});

test("a wheel turned sideways, or with Shift, moves by as much as it was turned", () => {
  const chart = area({ from: 200, to: 600 });

  chart.turn({ deltaX: 50, deltaY: 3 });
  equal(chart.view, { from: 300, to: 700 });
  chart.turn({ deltaY: -50, shiftKey: true });
  equal(chart.view, { from: 200, to: 600 });
});

test("where all is in view, a wheel that would show more scrolls the page", () => {
  const chart = area({ from: 0, to: 1000 });

  equal(chart.turn({ deltaY: 100 }), false);
  equal(chart.turn({ deltaX: 100 }), false);
  equal(chart.view, { from: 0, to: 1000 });
  equal(chart.turn({ deltaY: -100 }), true);
});

test("a wheel that scrolls the page down does not start to zoom on its way", () => {
  const chart = area({ from: 200, to: 600 });

  dispatchEvent(new Event("scroll"));
  equal(chart.turn({ deltaY: -100 }), false);
  equal(chart.view, { from: 200, to: 600 });
  equal(chart.turn({ deltaY: -100, ctrlKey: true }), true);
});
