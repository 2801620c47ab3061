// SPDX-License-Identifier: Apache-2.0
// The slim bar that stays on top: the capture's name, ways into the page, a search, the theme.
"use strict";

const bar = (() => {
  const { el } = dom;
  const LISTED = 8; // connections below the search field
  const PAUSE = 60; // milliseconds without typing before a search runs

  /**
   * Makes the bar.
   *
   * links: [id of a section, its title]; leave() shows the overview, where they are; visit(row) opens
   * a connection; showAll(text) shows all connections that match, null where the page has no table
   * of them; more: further elements
   */
  function create({ links, leave, visit, showAll, more }) {
    return [
      el("strong.brand", {}, "tcpviz"),
      el("a.capture-name", { href: "#main", title: session.title(), onclick: leave }, session.title()),
      el(
        "nav",
        { "aria-label": "Sections" },
        links.map(([id, title]) => el("a", { href: "#" + id, onclick: leave }, title)),
      ),
      more,
      (session.live || session.connections.rows > 0) && finder(visit, showAll),
      theme.control(),
    ];
  }

  /** A search field with the first connections that match below it. */
  function finder(visit, showAll) {
    let choices = []; // {element, act}
    let chosen = -1;
    const list = el("ul.found", { id: "found", role: "listbox", "aria-label": "Connections" });
    const input = el("input", {
      type: "search",
      role: "combobox",
      placeholder: "Find a connection",
      "aria-label": "Find a connection",
      "aria-expanded": "false",
      "aria-controls": "found",
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
      oninput: dom.later(find, PAUSE),
      onfocus: find,
      onkeydown: key,
    });
    const element = el("div.find", { role: "search" }, dom.icon("search"), input, list);
    element.addEventListener("focusout", (event) => {
      element.contains(event.relatedTarget) || close();
    });
    addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, select, textarea, dialog");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        input.focus();
      }
    });

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function choose(index) {
      choices[chosen]?.element.setAttribute("aria-selected", "false");
      chosen = index;
      choices[chosen]?.element.setAttribute("aria-selected", "true");
      chosen < 0
        ? input.removeAttribute("aria-activedescendant")
        : input.setAttribute("aria-activedescendant", choices[chosen].element.id);
    }

    function choice(content, act) {
      const element = el(
        "li",
        {
          id: "found-" + choices.length,
          role: "option",
          "aria-selected": "false",
          onpointerdown: (event) => event.preventDefault(), // the field keeps the focus
          onclick: () => take(act),
        },
        content,
      );
      choices.push({ element, act });
    }

    function take(act) {
      close();
      input.blur();
      act();
    }

    function find() {
      choices = [];
      chosen = -1;
      const { rows, count } = input.value.trim() ? best(input.value) : { rows: [], count: 0 };
      rows.forEach((row) => choice(line(row), () => visit(row)));
      if (showAll && count > 0) {
        const text = input.value;
        choice("Show " + format.many(count, "match", "matches") + " in the table", () =>
          showAll(text),
        );
      }
      list.replaceChildren(...choices.map((each) => each.element));
      if (input.value.trim() && count === 0) {
        list.append(el("li.nothing", { role: "presentation" }, "No connection matches."));
      }
      list.hidden = list.children.length === 0;
      input.setAttribute("aria-expanded", String(choices.length > 0));
      input.removeAttribute("aria-activedescendant");
    }

    function key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && choices.length > 0) {
        event.preventDefault();
        choose((Math.max(chosen, step < 0 ? 0 : -1) + step + choices.length) % choices.length);
      } else if (event.key === "Enter" && choices.length > 0) {
        event.preventDefault();
        take(choices[Math.max(chosen, 0)].act);
      } else if (event.key === "Escape") {
        close();
      }
    }

    close();
    return element;
  }

  /** The matches with most time lost, then most events, and how many match in all. */
  function best(text) {
    const matches = search.matcher(text);
    const { lostTime, severity } = session.connections.columns;
    const rank = (a, b) =>
      severity[b] - severity[a] ||
      lostTime[b] - lostTime[a] ||
      session.eventCounts[b] - session.eventCounts[a] ||
      a - b;
    let count = 0;
    const rows = [];
    for (let row = 0; row < session.connections.rows; row++) {
      if (matches(row)) {
        count++;
        if (rows.length < LISTED || rank(row, rows[LISTED - 1]) < 0) {
          rows.push(row);
          rows.sort(rank);
          rows.length = Math.min(rows.length, LISTED);
        }
      }
    }
    return { rows, count };
  }

  function line(row) {
    const { number, severity } = session.connections.columns;
    const events = session.eventCounts[row];
    return [
      events > 0 ? dom.severityIcon(severity[row]) : dom.checkIcon(),
      el("span.number", {}, "#" + number[row]),
      el("span.flow", {}, session.flow(row)),
      el("span.muted", {}, events > 0 ? format.many(events, "event") : "no events"),
    ];
  }

  return { create };
})();
