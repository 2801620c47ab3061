// SPDX-License-Identifier: Apache-2.0
// What is shown of the event that is pointed at: a ring around it and its evidence beside it.
"use strict";

const pointer = (() => {
  const { el } = dom;
  const AWAY = 18; // CSS pixels between the event and the text about it

  /** Makes a hidden tip in `frame`: what is told of the place that is pointed at. */
  function tip(frame) {
    const element = el("div.tip", { hidden: true });
    frame.append(element);

    /** Beside the event, on the side where there is room, and within the window. */
    function place(x, y) {
      const { offsetWidth: width, offsetHeight: height } = element;
      const fits = x + AWAY + width <= frame.clientWidth;
      const left = fits ? x + AWAY : x - AWAY - width;
      element.style.left = Math.max(0, left >= 0 ? left : frame.clientWidth - width) + "px";
      const top = frame.getBoundingClientRect().top;
      const above = y - AWAY - height;
      const below = top + y + AWAY + height <= innerHeight || top + above < 0;
      element.style.top = (below ? y + AWAY : above) + "px";
    }

    return {
      hide() {
        element.hidden = true;
      },
      /** Shows `contents` beside a place in the frame. */
      show(x, y, ...contents) {
        element.hidden = false;
        element.replaceChildren(...contents);
        place(x, y);
      },
      /** The content as one line of text. */
      text: () => element.innerText.replace(/\n+/g, ", "),
    };
  }

  const hint = () =>
    el(
      "p.tip-hint",
      {},
      el("span.by-mouse", {}, "Click: its connection at this moment"),
      el("span.by-touch", {}, "Touch again: its connection at this moment"),
    );

  /** Makes a ring and a tip for events, both hidden; they belong into `frame`. */
  function create(frame) {
    const ring = el("div.ring", { hidden: true });
    frame.append(ring);
    const about = tip(frame);

    return {
      hide() {
        ring.hidden = true;
        about.hide();
      },
      /** Shows `event` at a place in the frame; `crowd` others stand there too. */
      show(event, x, y, crowd) {
        ring.hidden = false;
        ring.style.left = x + "px";
        ring.style.top = y + "px";
        about.show(x, y, eventList.describe(event, crowd), hint());
      },
      text: about.text,
    };
  }

  return { create, tip };
})();
