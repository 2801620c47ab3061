// SPDX-License-Identifier: Apache-2.0
// The legend of the time–sequence graph: what is drawn, how often, and whether it is shown.
"use strict";

const legend = (() => {
  const { el } = dom;

  const lines = [
    ["data", "Segment", "from its first octet to its last"],
    ["acks", "Acknowledged", "all before this line"],
    ["window", "Window", "how far the receiver lets its peer go"],
    ["sack", "Selective ACK", "arrived, though something before is missing"],
  ];

  /** How often each layer occurs. */
  function counts({ segments, acks, blocks, losses, hasWindow }) {
    const found = new Map([
      ["data", segments.plain.rows.length],
      ["acks", acks.rows.length],
      ["window", hasWindow ? acks.rows.length : 0],
      ["sack", blocks.rows.length],
      ["loss", losses.length],
      ["closed", acks.closed.length],
    ]);
    segments.marked.forEach(({ role, rows }) => found.set(role, rows.length));
    return found;
  }

  /** Makes the legend of a side; `changed()` when another layer was shown or hidden. */
  function create(side, hidden, changed) {
    const found = counts(side);
    const item = (layer, icon, title, meaning) =>
      found.get(layer) > 0 &&
      el(
        "button.layer",
        {
          type: "button",
          "aria-pressed": String(!hidden.has(layer)),
          title: meaning || null,
          onclick: ({ currentTarget }) => {
            hidden.delete(layer) || hidden.add(layer);
            currentTarget.setAttribute("aria-pressed", String(!hidden.has(layer)));
            changed();
          },
        },
        icon,
        el("span", {}, title),
        el("span.count", {}, layer === "window" ? "" : format.count(found.get(layer))),
      );
    return el(
      "div.legend",
      { role: "group", "aria-label": "Layers of the time–sequence graph" },
      lines.map(([layer, title, meaning]) =>
        item(layer, el("span.swatch." + layer, {}), title, meaning),
      ),
      marks.all.map(({ role, title, path }) => item(role, dom.svg(path, "mark-" + role), title)),
      !side.hasWindow &&
        el("p.muted", {}, "No window: its scale is in the handshake, which the capture lacks."),
    );
  }

  return { create };
})();
