// SPDX-License-Identifier: Apache-2.0
// The choice of how much of a capture that goes on stays in view, up to what comes.
"use strict";

const follower = (() => {
  const SECOND = 1e9; // nanoseconds
  const LENGTHS = [
    [60, "last minute"],
    [300, "last 5 minutes"],
    [900, "last 15 minutes"],
    [3600, "last hour"],
  ];
  const ALL = "all";
  const STILL = "still";

  /** Makes it. `changed(length)`: in nanoseconds, Infinity for all, null to stand still. */
  function create(changed) {
    const element = dom.el(
      "select",
      { "aria-label": "What the timeline follows", onchange: () => changed(length()) },
      dom.el("option", { value: ALL }, "Follow: all"),
      LENGTHS.map(([seconds, title]) =>
        dom.el("option", { value: seconds }, "Follow: " + title),
      ),
      dom.el("option", { value: STILL }, "Stand still"),
    );

    function length() {
      const { value } = element;
      return value === ALL ? Infinity : value === STILL ? null : Number(value) * SECOND;
    }

    return {
      element,
      /** Says what is followed. */
      show(length) {
        element.value =
          length === null ? STILL : length === Infinity ? ALL : String(length / SECOND);
      },
    };
  }

  return { create };
})();
