// SPDX-License-Identifier: Apache-2.0
// The controls above the timeline: which events are shown, in which lanes, and the zoom.
"use strict";

const filters = (() => {
  const { el } = dom;
  const PAUSE = 150; // milliseconds without typing before a search runs

  /**
   * Makes the controls. `changed()` is called when another choice has been made; `zoom(factor)`
   * and `reset()` by the buttons. `save`: a menu to stand beside them.
   */
  function create({ changed, zoom, reset, save }) {
    const kinds = session.kinds.map(() => true);
    const severities = words.severities.map(() => true);
    const chips = [];
    let picked = null; // a set of events, where only those are shown
    const pickedBar = el("div.chips", { hidden: true });
    const search = el("input", {
      type: "search",
      placeholder: "Address, port, #connection, reason …",
      "aria-label": "Filter events by text",
      oninput: dom.later(changed, PAUSE),
    });
    const grouping = el(
      "select",
      { "aria-label": "One lane for each", onchange: changed },
      el("option", { value: "kind" }, "Lanes: kind"),
      el("option", { value: "connection" }, "Lanes: connection"),
      el("option", { value: "host" }, "Lanes: sender"),
    );

    function choose(flags, chosen) {
      chosen.forEach((value, i) => {
        flags[i] = value;
      });
      chips.forEach((chip) => chip.setAttribute("aria-pressed", String(chip.flags[chip.index])));
      changed();
    }

    /** Pressed: shown. With Alt or a double click, only this one. */
    function chip(flags, index, count, content, meaning) {
      const button = el(
        "button.chip",
        { type: "button", "aria-pressed": "true", title: meaning || null },
        content,
        el("span.count", {}, format.count(count)),
      );
      const only = () => flags.map((_, i) => i === index);
      const toggled = () => flags.map((flag, i) => (i === index ? !flag : flag));
      button.addEventListener("click", (event) => choose(flags, event.altKey ? only() : toggled()));
      button.addEventListener("dblclick", () => choose(flags, only()));
      chips.push(Object.assign(button, { flags, index }));
      return button;
    }

    /** Nothing but some events, whatever was chosen before; a press on the chip ends it. */
    function only(events, name) {
      picked = events && new Set(events);
      pickedBar.hidden = !events;
      pickedBar.replaceChildren();
      if (events) {
        const end = el(
          "button.chip.picked",
          { type: "button", title: "Show all events again", onclick: () => only(null) },
          el("span.name", {}, name),
          el("span.count", {}, format.count(events.length)),
          el("span", { "aria-hidden": "true" }, "×"),
          el("span.visually-hidden", {}, "Show all events again"),
        );
        pickedBar.append(end);
        search.value = "";
      }
      kinds.fill(true);
      choose(
        severities,
        severities.map(() => true),
      );
    }

    const button = (text, label, act) =>
      el("button.small", { type: "button", "aria-label": label, title: label, onclick: act }, text);

    const severityChips = words.severities.map(
      ({ title }, i) =>
        session.severityCounts[i] > 0 &&
        chip(severities, i, session.severityCounts[i], [dom.severityIcon(i), title], ""),
    );
    const kindChips = session.kinds.map(
      ({ name, title }, i) =>
        session.kindCounts[i] > 0 &&
        chip(kinds, i, session.kindCounts[i], [dom.kindIcon(name), title], words.meaning(name)),
    );
    const buttons = [
      button("+", "Zoom in", () => zoom(0.5)),
      button("−", "Zoom out", () => zoom(2)),
      button("Reset", "Show the whole capture", reset),
    ];
    const element = el(
      "div.filters",
      {},
      pickedBar,
      el("div.chips", { role: "group", "aria-label": "Severities" }, severityChips),
      el("div.chips", { role: "group", "aria-label": "Kinds of events" }, kindChips),
      el("div.tools", {}, search, grouping, el("span.buttons", {}, buttons), save),
    );

    return {
      element,
      /** What is chosen, as lanes.select and lanes.group take it. */
      chosen: () => ({ only: picked, kinds, severities, text: search.value, grouping: grouping.value }),
      /** Chooses the given events only, called `name`. */
      only,
    };
  }

  return { create };
})();
