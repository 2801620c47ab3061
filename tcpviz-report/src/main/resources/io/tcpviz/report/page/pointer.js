// SPDX-License-Identifier: Apache-2.0
// What is shown of the event that is pointed at: a ring around it and its evidence beside it.
"use strict";

const pointer = (() => {
  const { el } = dom;
  const AWAY = 18; // CSS pixels between the event and the text about it

  /** Makes the two elements, both hidden; they belong into `frame`. */
  function create(frame) {
    const ring = el("div.ring", { hidden: true });
    const tip = el("div.tip", { hidden: true });
    frame.append(ring, tip);

    /** Beside the event, on the side where there is room, and within the window. */
    function place(x, y) {
      const { offsetWidth: width, offsetHeight: height } = tip;
      const fits = x + AWAY + width <= frame.clientWidth;
      const left = fits ? x + AWAY : x - AWAY - width;
      tip.style.left = Math.max(0, left >= 0 ? left : frame.clientWidth - width) + "px";
      const top = frame.getBoundingClientRect().top;
      const above = y - AWAY - height;
      const below = top + y + AWAY + height <= innerHeight || top + above < 0;
      tip.style.top = (below ? y + AWAY : above) + "px";
    }

    return {
      hide() {
        ring.hidden = tip.hidden = true;
      },
      /** Shows `event` at a place in the frame; `crowd` others stand there too. */
      show(event, x, y, crowd) {
        ring.hidden = tip.hidden = false;
        ring.style.left = x + "px";
        ring.style.top = y + "px";
        tip.replaceChildren(eventList.describe(event, crowd), hint());
        place(x, y);
      },
      /** The evidence as one line of text. */
      text: () => tip.innerText.replace(/\n+/g, ", "),
    };
  }

  const hint = () =>
    el(
      "p.tip-hint",
      {},
      el("span.by-mouse", {}, "Click: its connection at this moment"),
      el("span.by-touch", {}, "Touch again: its connection at this moment"),
    );

  return { create };
})();
