// SPDX-License-Identifier: Apache-2.0
// Chips that narrow the table of connections: by severity, by how they ended, by their capture.
"use strict";

const connectionFilters = (() => {
  const { el } = dom;
  const FEWEST = 2; // values of which a group is worth showing

  const hasEvents = (row) => session.eventCounts[row] > 0;

  /** Groups of chips: `value(row)` is what a chip of the group stands for. */
  const groups = [
    {
      name: "severity",
      title: "Severity",
      value: (row) =>
        hasEvents(row)
          ? words.severities[session.connections.columns.severity[row]].name.toLowerCase()
          : "none",
      order: ["critical", "warning", "info", "none"],
      label: (value) => [
        value === "none" ? dom.checkIcon() : dom.severityIcon(words.severityOf(value.toUpperCase())),
        value === "none"
          ? "No events"
          : words.severities[words.severityOf(value.toUpperCase())].title,
      ],
    },
    {
      name: "state",
      title: "End",
      value: (row) => session.stateName(row),
      label: (value) => [format.capital(session.stateTitle(value)) || "Not known"],
    },
    {
      name: "grade",
      title: "Capture",
      value: (row) => gradeOf()[row] || "",
      order: ["good", "fair", "poor"],
      label: (value) => [value ? "Capture " + value : "Capture not graded"],
      needsDetails: true,
    },
  ];

  let grades = null;
  addEventListener("tcpviz:session", () => {
    grades = null;
  });
  const gradeOf = () => (grades ??= gather.column(session.connections, "capture_grade"));

  /** Makes the chips; `changed()` is called when another choice has been made. */
  function create(changed) {
    const chosen = new Map(groups.map(({ name }) => [name, new Set()]));
    const element = el("div.chip-groups");
    let chips = [];
    let isDetailed = false; // whether the further fields are decoded

    function chip(group, value, count) {
      const button = el(
        "button.chip.choice",
        {
          type: "button",
          "aria-pressed": String(chosen.get(group.name).has(value)),
          onclick: () => {
            const values = chosen.get(group.name);
            values.delete(value) || values.add(value);
            show();
            changed();
          },
        },
        group.label(value),
        el("span.count", {}, format.count(count)),
      );
      chips.push({ button, group, value });
      return button;
    }

    function counted(group) {
      const counts = new Map();
      for (let row = 0; row < session.connections.rows; row++) {
        const value = group.value(row);
        counts.set(value, (counts.get(value) || 0) + 1);
      }
      const place = (value) => (group.order ? group.order.indexOf(value) : -counts.get(value));
      return [...counts].sort(([a], [b]) => place(a) - place(b));
    }

    /** The chips of all groups that are worth showing. */
    function build() {
      chips = [];
      return groups
        .filter((group) => isDetailed || !group.needsDetails)
        .map((group) => [group, counted(group)])
        .filter(([, counts]) => counts.length >= FEWEST)
        .map(([group, counts]) =>
          el(
            "div.chips",
            { role: "group", "aria-label": group.title },
            counts.map(([value, count]) => chip(group, value, count)),
          ),
        );
    }

    const refresh = () => dom.renew(element, build());

    function show() {
      chips.forEach(({ button, group, value }) =>
        button.setAttribute("aria-pressed", String(chosen.get(group.name).has(value))),
      );
    }

    refresh();

    return {
      element,
      /** Adds those that need the further fields. */
      detailsReady() {
        isDetailed = true;
        refresh();
      },
      /** To be called when connections have changed. */
      refresh,
      /** A question for rows: whether the chips let one pass. Without a choice, all do. */
      filter() {
        const narrow = groups.filter(({ name }) => chosen.get(name).size > 0);
        return (row) => narrow.every((group) => chosen.get(group.name).has(group.value(row)));
      },
      /** What is chosen, for the address. */
      state: () =>
        Object.fromEntries(groups.map(({ name }) => [name, [...chosen.get(name)].join(",")])),
      restore(params) {
        groups.forEach(({ name }) => {
          const values = (params.get(name) || "").split(",").filter(Boolean);
          chosen.set(name, new Set(values));
        });
        show();
      },
      clear() {
        chosen.forEach((values) => values.clear());
        show();
      },
    };
  }

  return { create };
})();
