// SPDX-License-Identifier: Apache-2.0
// The stretch of time that several charts share, and their cursor.
"use strict";

const scope = (() => {
  const EDGE = 0.02; // of the view; what is nearer to its edge is not well in sight

  /** A view within `full`; `changed(box)` and `pointed(time)` are told of moves. */
  function create(full, { changed, pointed }) {
    const self = { full, view: full, cursor: null };
    const length = () => self.view.to - self.view.from;

    /** Moves the view, within what there is. `box`: {low, high} of values, where some were chosen. */
    self.show = (wanted, box = null) => {
      const view = span.within(full, wanted);
      self.view = view.to - view.from === full.to - full.from ? full : view;
      changed(box);
    };
    self.reset = () => self.show(full);
    self.isWhole = () => span.same(self.view, full);
    self.zoom = (factor, at) => self.show(span.zoomed(self.view, factor, at));
    self.pan = (share) => self.show(span.moved(self.view, share * length()));
    /** Moves the view until a time is in it, with room around it. */
    self.reveal = (time) => {
      const { from, to } = self.view;
      const edge = length() * EDGE;
      if (time < from + edge || time > to - edge) {
        self.show(span.moved(self.view, time - span.middle(self.view)));
      }
    };
    self.point = (time) => {
      self.cursor = time;
      pointed(time);
    };
    return self;
  }

  /** Lets the pointer, the wheel and fingers on the drawing area of a plot move the view. */
  function attach(shared, over) {
    gestures.attach(over, { view: () => shared.view, full: shared.full, show: (view) => shared.show(view) });
    over.addEventListener("pointerleave", () => shared.point(null));
  }

  return { create, attach };
})();
