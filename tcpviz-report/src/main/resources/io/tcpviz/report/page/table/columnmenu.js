// SPDX-License-Identifier: Apache-2.0
// The menu in which the reader chooses the columns of the table of connections.
"use strict";

const columnMenu = (() => {
  const { el } = dom;

  /**
   * Makes the menu of `columns`. `shown()` are the names of those in the table; `choose(names)`
   * changes them, null for those that fit. `setColumns` offers others.
   */
  function create(columns, { shown, choose }) {
    const boxes = new Map();
    const list = el("div.groups");

    const groups = () =>
      metrics.GROUPS.map((group) => [
        group,
        columns.filter((column) => column.group === group),
      ]).filter(([, members]) => members.length > 0);

    function setColumns(given) {
      const isSame = given.map(({ id }) => id).join() === columns.map(({ id }) => id).join();
      columns = given;
      if (!isSame) {
        list.replaceChildren(...groups().map(groupOf));
        show();
      }
    }

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
    dom.append(list, groups().map(groupOf));
    const { element } = popover.create({
      label: "Columns",
      css: "column-menu",
      content: [el("p", {}, reset), list],
      onopen: show,
    });
    return { element, setColumns };
  }

  return { create };
})();
