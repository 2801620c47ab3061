// SPDX-License-Identifier: Apache-2.0
// The table of all connections: search, filters, columns to choose, and a file of what is shown.
"use strict";

const connectionTable = (() => {
  const { el } = dom;
  const PAUSE = 120; // milliseconds without typing before a search runs
  const PAPER = 940; // CSS pixels, the width of a page on paper as report.css has it
  const DEFAULT_SORT = { id: "verdict", ascending: false };

  const everyRow = () => Uint32Array.from({ length: session.connections.rows }, (_, row) => row);

  /** Makes the table. options: activate?(row) or detail?(row) */
  function create(options) {
    let all = everyRow();
    let columns = tableColumns.all();
    const columnOf = (id) => columns.find((column) => column.id === id);
    let chosen = null; // names of the columns that the reader chose, null for those that fit
    let shown = new Set(); // names of those in the table

    const grid = table.create([], {
      label: "Connections",
      empty: "No connection matches.",
      onsort: changed,
      ...options,
    });
    const status = el("p.status", { role: "status" });
    const field = el("input", {
      type: "search",
      placeholder: "Address, port, state, #number …",
      "aria-label": "Search connections",
      oninput: dom.later(refresh, PAUSE),
    });
    const chips = connectionFilters.create(refresh);
    const menu = columnMenu.create(columns, {
      shown: () => shown,
      choose(names) {
        chosen = names;
        layOut();
        changed();
      },
    });
    const save = el(
      "button.small",
      { type: "button", title: "A CSV file of the rows and columns shown", onclick: download },
      "Save CSV",
    );
    const element = el(
      "div.connections",
      {},
      el(
        "div.filters",
        {},
        el("div.tools", {}, field, status, el("span.buttons", {}, menu.element, save)),
        chips.element,
      ),
      grid.element,
    );

    function layOut(width = grid.element.clientWidth) {
      const names = chosen || tableColumns.fitting(columns, width);
      if (names.size !== shown.size || [...names].some((name) => !shown.has(name))) {
        shown = names;
        grid.setColumns(columns.filter((column) => shown.has(column.id)));
      }
    }

    function find() {
      const rows = passing();
      grid.setRows(rows);
      tellCount(rows);
    }

    function passing() {
      const matches = search.matcher(field.value);
      const passes = chips.filter();
      return all.filter((row) => passes(row) && matches(row));
    }

    function tellCount(rows) {
      status.textContent =
        format.many(rows.length, "connection") +
        (rows.length < all.length ? " of " + format.count(all.length) : "");
    }

    function refresh() {
      find();
      changed();
    }

    /** Shows connections that have changed, in the choice and the order that they are in. */
    function update() {
      all = everyRow();
      columns = tableColumns.all();
      menu.setColumns(columns);
      chips.refresh();
      grid.setColumns(columns.filter((column) => shown.has(column.id)));
      layOut(); // more may be known of them
      const rows = passing();
      const sorted = grid.sorted().column.id;
      grid.update(rows, columnOf(sorted) || columnOf(DEFAULT_SORT.id));
      tellCount(rows);
    }

    /** Says in the address what is shown. */
    function changed() {
      const { column, ascending } = grid.sorted();
      const isDefault = column.id === DEFAULT_SORT.id && ascending === DEFAULT_SORT.ascending;
      const params = {
        q: field.value.trim(),
        ...chips.state(),
        sort: isDefault ? "" : (ascending ? "" : "-") + column.id,
        columns: chosen ? [...chosen].join(",") : "",
      };
      const isPlain = Object.values(params).every((value) => value === "");
      if (!isPlain || route.read().view === "connections") {
        route.replace("connections", params);
      }
    }

    /** Shows what an address says; one that says nothing changes nothing. */
    function follow({ view, params }) {
      if (view !== "connections" || [...params.keys()].length <= 1) {
        return;
      }
      field.value = params.get("q") || "";
      chips.restore(params);
      const names = (params.get("columns") || "").split(",").filter(columnOf);
      chosen = names.length > 0 ? new Set(names) : null;
      layOut();
      sortOn(params.get("sort") || "");
      find();
    }

    function sortOn(text) {
      const id = text.replace(/^-/, "");
      const column = columnOf(id);
      column
        ? grid.sortBy(column, !text.startsWith("-"))
        : grid.sortBy(columnOf(DEFAULT_SORT.id), DEFAULT_SORT.ascending);
    }

    function download() {
      const exported = columns.filter((column) => shown.has(column.id));
      const pieces = csv.pieces(
        exported.map((column) => column.id),
        grid.order(),
        (row) => exported.map((column) => column.raw(row)),
      );
      exports.hand(
        new Blob(pieces, { type: "text/csv;charset=utf-8" }),
        exports.fileName("connections", "csv"),
      );
    }

    /** Clears whatever hides rows. */
    function clear(text) {
      field.value = text;
      chips.clear();
      find();
    }

    let laidOut = 0;
    new ResizeObserver(() => {
      const width = grid.element.clientWidth;
      if (!chosen && width !== laidOut && width > 0) {
        laidOut = width;
        layOut();
      }
    }).observe(grid.element);
    addEventListener("beforeprint", () => layOut(PAPER));
    addEventListener("afterprint", () => layOut());
    sortOn("");
    find();

    return {
      element,
      show(row) {
        clear("");
        grid.show(row);
      },
      /** Shows all connections that match `text`. */
      find(text) {
        clear(text);
        changed();
      },
      update,
      /** To be called when it stands in the page. */
      redraw() {
        layOut();
        grid.redraw();
      },
      order: grid.order,
      /** To be called when the further fields are decoded. */
      detailsReady() {
        chips.detailsReady();
        grid.redraw();
        route.on(follow);
        follow(route.read());
      },
    };
  }

  return { create };
})();
