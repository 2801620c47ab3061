// SPDX-License-Identifier: Apache-2.0
// Wheel, drags and fingers over a chart of time. What they do not take stays with the page.
"use strict";

const gestures = (() => {
  const SCROLLING = 400; // milliseconds after which a wheel no longer belongs to scrolling
  const LINE = 16; // CSS pixels of a line, where a wheel counts in lines
  const NOTCH = 120; // CSS pixels of one wheel event that count at most
  const RATES = { wheel: 0.0022, pinch: 0.012 }; // zoom for each of them
  const CLOSEST = 24; // CSS pixels between two fingers that tell a zoom

  let scrolledAt = -Infinity;
  addEventListener(
    "scroll",
    () => {
      scrolledAt = performance.now();
    },
    { passive: true },
  );

  /**
   * Listens on `area`, whose width shows the view. on: view() → {from, to}; full, all that there
   * is; show(view), which may be asked for anything. A drag with Shift or the middle button and
   * one finger move the view, two fingers and the wheel zoom. A plain drag is left to the chart.
   */
  function attach(area, on) {
    const share = (event) => {
      const box = area.getBoundingClientRect();
      return (event.clientX - box.left) / box.width;
    };
    const length = () => on.view().to - on.view().from;
    const timeAt = (place) => on.view().from + place * length();

    /** A wheel zooms, unless it is on its way down the page. */
    function wheel(event) {
      const whole = span.same(on.view(), on.full);
      const scrolls = performance.now() - scrolledAt < SCROLLING && !event.ctrlKey;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      if (scrolls || (whole && !event.ctrlKey && (sideways || event.deltaY > 0))) {
        return;
      }
      event.preventDefault();
      const unit = event.deltaMode === 0 ? 1 : LINE;
      const pixels = (sideways ? event.deltaX || event.deltaY : event.deltaY) * unit;
      if (sideways) {
        on.show(span.moved(on.view(), (pixels / area.clientWidth) * length()));
      } else {
        const notch = Math.max(-NOTCH, Math.min(NOTCH, pixels));
        const factor = Math.exp(notch * (event.ctrlKey ? RATES.pinch : RATES.wheel));
        on.show(span.zoomed(on.view(), factor, timeAt(share(event))));
      }
    }

    const fingers = new Map(); // by pointer: the moment below it and where it is
    const pans = (event) =>
      event.pointerType === "touch" || event.button === 1 || (event.button === 0 && event.shiftKey);

    function down(event) {
      if (pans(event) && fingers.size < 2) {
        event.pointerType === "touch" || event.preventDefault();
        area.setPointerCapture(event.pointerId);
        fingers.set(event.pointerId, { place: share(event), time: timeAt(share(event)) });
        hold();
      }
    }

    /** What is below each finger now is what it holds. */
    function hold() {
      fingers.forEach((finger) => {
        finger.time = timeAt(finger.place);
      });
    }

    function move(event) {
      const finger = fingers.get(event.pointerId);
      if (!finger) {
        return;
      }
      finger.place = share(event);
      const [one, two] = [...fingers.values()].sort((a, b) => a.time - b.time);
      if (!two) {
        on.show(span.moved(on.view(), one.time - timeAt(one.place)));
      } else if ((two.place - one.place) * area.clientWidth > CLOSEST && two.time > one.time) {
        on.show(span.held([one.time, two.time], [one.place, two.place]));
      }
    }

    function up(event) {
      fingers.delete(event.pointerId) && hold();
    }

    area.addEventListener("wheel", wheel, { passive: false });
    area.addEventListener("pointerdown", down);
    area.addEventListener("pointermove", move);
    area.addEventListener("pointerup", up);
    area.addEventListener("pointercancel", up);
    // The middle button would start to scroll the page by itself.
    area.addEventListener("mousedown", (event) => event.button === 1 && event.preventDefault());
  }

  return { attach };
})();
