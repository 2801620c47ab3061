// SPDX-License-Identifier: Apache-2.0
// The menu in which the reader chooses the columns of the table of connections.
"use strict";

const columnMenu = (() => {
  const { el } = dom;

  /**
   * Makes the menu of `columns`. `shown()` are the names of those in the table; `choose(names)`
   * changes them, null for those that fit.
   */
  function create(columns, { shown, choose }) {
    const boxes = new Map();
    const groups = metrics.GROUPS.map((group) => [
      group,
      columns.filter((column) => column.group === group),
    ]).filter(([, members]) => members.length > 0);

    function box(column) {
      const input = el("input", { type: "checkbox", onchange: take });
      boxes.set(column.id, input);
      return el("label.check", {}, input, column.id === "connection" ? "Number" : column.title);
    }

    function take() {
      choose(new Set(columns.map(({ id }) => id).filter((id) => boxes.get(id).checked)));
    }

    /** The first column names its row and opens it, so it stays. */
    function show() {
      boxes.forEach((input, id) => {
        input.checked = shown().has(id);
        input.disabled = id === "connection";
      });
    }

    function setGroup(members, checked) {
      members.forEach(({ id }) => {
        boxes.get(id).checked = checked || id === "connection";
      });
      take();
    }

    const groupOf = ([group, members]) =>
      el(
        "fieldset",
        {},
        el("legend", {}, group),
        members.map(box),
        members.length > 2 &&
          el(
            "span.all-or-none",
            {},
            button("all", "All of " + group, () => setGroup(members, true)),
            button("none", "None of " + group, () => setGroup(members, false)),
          ),
      );

    const button = (text, label, act) =>
      el("button.link", { type: "button", "aria-label": label, onclick: act }, text);

    const reset = button("As many as fit", "As many as fit: let the width decide", () => {
      choose(null);
      show();
    });
    return popover.create({
      label: "Columns",
      css: "column-menu",
      content: [el("p", {}, reset), el("div.groups", {}, groups.map(groupOf))],
      onopen: show,
    });
  }

  return { create };
})();
