// SPDX-License-Identifier: Apache-2.0
"use strict";

/** The strip over ten seconds, in the page; `state.view` is what it asked for last. */
function made(view) {
  const full = { from: 0, to: 10e9 };
  Object.assign(session, {
    from: 0,
    to: 10e9,
    order: new Uint32Array(0),
    events: { columns: { time: new Float64Array(0), severity: new Uint8Array(0) } },
  });
  const state = { view };
  const built = brush.create({
    full,
    view: () => state.view,
    theme: painter.colours,
    show(wanted) {
      state.view = span.within(full, wanted);
      built.place();
    },
  });
  document.body.replaceChildren(built.element);
  state.part = (label) => document.querySelector('[aria-label="' + label + '"]');
  state.press = (label, key) =>
    state.part(label).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  return state;
}

const WINDOW = "The stretch of time in view";
const END = "End of the view";

test("keys move the window, and stop at the ends of the capture", () => {
  const state = made({ from: 2e9, to: 4e9 });

  state.press(WINDOW, "ArrowRight");
  equal(state.view, { from: 2.2e9, to: 4.2e9 });
  state.press(WINDOW, "End");
  equal(state.view, { from: 8e9, to: 10e9 });
  state.press(WINDOW, "PageUp");
  equal(state.view, { from: 8e9, to: 10e9 });
});

test("keys move one edge of the window and leave the other", () => {
  const state = made({ from: 2e9, to: 4e9 });

  state.press(END, "ArrowRight");
  equal(state.view, { from: 2e9, to: 4.2e9 });
  state.press(END, "Home");
  equal(state.view, { from: 0, to: 2e9 });
});

test("the window says in words what is in view", () => {
  const state = made({ from: 2e9, to: 4e9 });

  equal(state.part(WINDOW).getAttribute("aria-valuetext"), "2.000000 s to 4.000000 s");
  state.press(END, "End");
  equal(state.part(END).getAttribute("aria-valuetext"), "10.000000 s");
});
