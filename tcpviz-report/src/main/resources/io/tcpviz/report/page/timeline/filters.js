// SPDX-License-Identifier: Apache-2.0
// The controls above the timeline: which events are shown, in which lanes, and the zoom.
"use strict";

const filters = (() => {
  const { el } = dom;
  const PAUSE = 150; // milliseconds without typing before a search runs

  /**
   * Makes the controls. `changed()` is called when another choice has been made; `zoom(factor)`
   * and `reset()` by the buttons. `more`: a further control; `save`: a menu to stand
   * beside the buttons.
   */
  function create({ changed, zoom, reset, more, save }) {
    const kinds = session.kinds.map(() => true);
    const severities = words.severities.map(() => true);
    let chips = [];
    let pick = null; // () → some events, where only those are shown
    let picked = null; // those
    const pickedBar = el("div.chips", { hidden: true });
    const typed = dom.later(changed, PAUSE);
    const search = field("Text", "Filter events by text", "Address, #connection, reason …");
    const host = field("Host", "Filter events by host", "any", hostList());
    const port = field("Port", "Filter events by port", "any", portList());
    const grouping = el(
      "select",
      { "aria-label": "One lane for each", onchange: changed },
      Object.entries(lanes.groupings).map(([name, { title }]) =>
        el("option", { value: name }, "Lanes: " + title),
      ),
    );

    function field(title, label, hint, list) {
      const input = el("input", {
        type: "search",
        placeholder: hint,
        "aria-label": label,
        list: list && list.id,
        autocomplete: "off",
        spellcheck: "false",
        oninput: typed,
      });
      return { input, list, element: el("label.field", {}, el("span", {}, title), input, list) };
    }

    /** The state of everything on screen, after the flags have been set. */
    function show() {
      chips.forEach((chip) => chip.setAttribute("aria-pressed", String(chip.flags[chip.index])));
    }

    function choose(flags, chosen) {
      flags.splice(0, flags.length, ...chosen);
      show();
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

    /** Everything as it was at first, without telling anybody. */
    function clear() {
      pick = null;
      picked = null;
      pickedBar.hidden = true;
      pickedBar.replaceChildren();
      [search, host, port].forEach(({ input }) => {
        input.value = "";
      });
      kinds.fill(true);
      severities.fill(true);
      show();
    }

    /** Nothing but those of `events()`, whatever was chosen before; a press on the chip ends it. */
    function only(events, name) {
      clear();
      pick = events;
      picked = pick();
      pickedBar.hidden = false;
      const end = el(
        "button.chip.picked",
        { type: "button", title: "Show all events again", onclick: all },
        el("span.name", {}, name),
        el("span.count", {}, format.count(picked.length)),
        el("span", { "aria-hidden": "true" }, "×"),
        el("span.visually-hidden", {}, "Show all events again"),
      );
      pickedBar.append(end);
      changed();
    }

    function all() {
      clear();
      changed();
    }

    const button = (text, label, act) =>
      el("button.small", { type: "button", "aria-label": label, title: label, onclick: act }, text);

    const severityChips = () =>
      words.severities.map(
        ({ title }, i) =>
          session.severityCounts[i] > 0 &&
          chip(severities, i, session.severityCounts[i], [dom.severityIcon(i), title], ""),
      );
    const kindChips = () =>
      session.kinds.map(
        ({ name, title }, i) =>
          session.kindCounts[i] > 0 &&
          chip(kinds, i, session.kindCounts[i], [dom.kindIcon(name), title], words.meaning(name)),
      );
    const groups = [
      el("div.chips", { role: "group", "aria-label": "Severities" }, severityChips()),
      el("div.chips", { role: "group", "aria-label": "Kinds of events" }, kindChips()),
    ];
    const ends = [
      [host, selection.frequentHosts],
      [port, selection.frequentPorts],
    ];

    /** Other counts; a new chip only where there is a value that there was not. */
    function refresh() {
      if (pick) {
        picked = pick();
        pickedBar.querySelector(".count").textContent = format.count(picked.length);
      }
      const before = chips;
      chips = [];
      const made = [severityChips(), kindChips()];
      const isSame = chips.map(labelOf).join() === before.map(labelOf).join();
      if (isSame) {
        before.forEach((each, i) => {
          each.lastChild.textContent = chips[i].lastChild.textContent;
        });
        chips = before;
      } else {
        groups.forEach((group, i) => dom.renew(group, made[i].filter(Boolean)));
        show();
      }
      ends.forEach(([{ list }, frequent]) => list.replaceChildren(...options(frequent(session))));
    }
    const buttons = [
      button("+", "Zoom in", () => zoom(0.5)),
      button("−", "Zoom out", () => zoom(2)),
      button("Reset", "Reset: show the whole capture", reset),
    ];
    const element = el(
      "div.filters",
      {},
      pickedBar,
      groups,
      el(
        "div.tools",
        {},
        [search, host, port].map((each) => each.element),
        grouping,
        more,
        el("span.buttons", {}, buttons, save),
      ),
    );

    return {
      element,
      /** What is chosen, as selection.select and lanes.group take it. */
      chosen: () => ({
        only: picked,
        kinds,
        severities,
        host: host.input.value,
        port: port.input.value,
        text: search.input.value,
        grouping: grouping.value,
      }),
      /** Makes another choice; what it does not name stays. */
      choose(wanted) {
        wanted.kinds && kinds.splice(0, kinds.length, ...wanted.kinds);
        wanted.severities && severities.splice(0, severities.length, ...wanted.severities);
        host.input.value = wanted.host ?? host.input.value;
        port.input.value = wanted.port ?? port.input.value;
        search.input.value = wanted.text ?? search.input.value;
        grouping.value = wanted.grouping ?? grouping.value;
        show();
        changed();
      },
      /** To be called when there are further events. */
      refresh,
      /** Chooses the events of a function only, called `name`. */
      only,
      /** Chooses all events. */
      all,
    };
  }

  const labelOf = (chip) => chip.textContent.slice(0, -chip.lastChild.textContent.length);

  const options = (pairs) =>
    pairs.map(([value, n]) => el("option", { value }, format.many(n, "event")));
  const suggestions = (id, pairs) => el("datalist", { id }, options(pairs));
  const hostList = () => suggestions("timeline-hosts", selection.frequentHosts(session));
  const portList = () => suggestions("timeline-ports", selection.frequentPorts(session));

  return { create };
})();
