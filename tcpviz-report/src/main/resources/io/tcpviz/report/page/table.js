// SPDX-License-Identifier: Apache-2.0
// A table that holds any number of rows and draws those in sight.
"use strict";

const table = (() => {
  const { el } = dom;
  const ROW = 36; // CSS pixels, as report.css has it
  const AHEAD = 8; // rows drawn beyond each edge
  const TALLEST = 6e6; // browsers lay out no element that is much taller
  const PRINTED = 300; // rows on paper

  /**
   * Makes a table.
   *
   * columns: {title, width, css?, cell(row) → text or node, key?(row) → number or text to sort by}
   * options: label; key(row) → what names a row; activate?(row) when a row is chosen;
   *   detail?(row) → element shown under a chosen row; empty: text for no rows
   */
  function create(columns, options) {
    let rows = new Uint32Array(0); // as given
    let shown = rows; // as sorted
    let sorted = null; // {column, ascending}
    let open = -1; // the row whose detail is shown
    let openHeight = 0;
    let printing = false;

    const above = el("tr.space", { "aria-hidden": "true" }, el("td", { colspan: columns.length }));
    const below = el("tr.space", { "aria-hidden": "true" }, el("td", { colspan: columns.length }));
    const body = el("tbody", { onkeydown: moveFocus, onclick: choose });
    const heads = columns.map(head);
    const grid = el(
      "table.rows",
      { "aria-label": options.label },
      el(
        "colgroup",
        {},
        columns.map((column) => {
          const col = el("col");
          col.style.width = column.width + "px";
          return col;
        }),
      ),
      el("thead", {}, el("tr", {}, heads)),
      body,
    );
    grid.style.minWidth = columns.reduce((sum, column) => sum + column.width, 0) + "px";
    const scroller = el(
      "div.scroller",
      { tabindex: "0", role: "region", "aria-label": options.label, onscroll: soon },
      grid,
    );
    const nothing = el("p.nothing", { hidden: true }, options.empty);
    const element = el("div.table", {}, scroller, nothing);
    new ResizeObserver(soon).observe(scroller);
    addEventListener("beforeprint", () => {
      printing = true;
      draw();
    });
    addEventListener("afterprint", () => {
      printing = false;
      draw();
    });

    function head(column) {
      const css = "th" + (column.css ? "." + column.css : "");
      if (!column.key) {
        return el(css, { scope: "col" }, column.title);
      }
      const button = el(
        "button.sort",
        { type: "button", onclick: () => sortBy(column) },
        column.title,
      );
      return el(css, { scope: "col", "aria-sort": "none" }, button);
    }

    function sortBy(
      column,
      ascending = sorted?.column === column ? !sorted.ascending : !column.descending,
    ) {
      sorted = { column, ascending };
      heads.forEach((cell, i) => {
        columns[i].key &&
          cell.setAttribute(
            "aria-sort",
            columns[i] !== column ? "none" : ascending ? "ascending" : "descending",
          );
      });
      arrange();
      scroller.scrollTop = 0;
      draw();
    }

    function arrange() {
      shown = rows;
      if (sorted && rows.length > 0) {
        const keys = [];
        rows.forEach((row) => {
          keys[row] = sorted.column.key(row);
        });
        const sign = sorted.ascending ? 1 : -1;
        shown = rows
          .slice()
          .sort((a, b) => (keys[a] < keys[b] ? -sign : keys[a] > keys[b] ? sign : a - b));
      }
    }

    let asked = false;
    function soon() {
      if (!asked) {
        asked = true;
        requestAnimationFrame(() => {
          asked = false;
          draw();
        });
      }
    }

    /** The first row in sight, and how far the space above it reaches. */
    function place(view) {
      const total = shown.length * ROW;
      const openAt = open < 0 ? -1 : shown.indexOf(open);
      if (total + openHeight > TALLEST) {
        const y = (scroller.scrollTop / Math.max(1, TALLEST - view)) * (total - view);
        const first = Math.max(0, Math.floor(y / ROW) - AHEAD);
        return {
          first,
          top: Math.max(0, scroller.scrollTop - (y - first * ROW)),
          height: TALLEST,
          openAt,
        };
      }
      const end = (openAt + 1) * ROW;
      const y =
        openAt >= 0 && scroller.scrollTop > end
          ? Math.max(end, scroller.scrollTop - openHeight)
          : scroller.scrollTop;
      const first = Math.max(0, Math.floor(y / ROW) - AHEAD);
      const extra = openAt >= 0 ? openHeight : 0;
      return {
        first,
        top: first * ROW + (openAt >= 0 && openAt < first ? extra : 0),
        height: total + extra,
        openAt,
      };
    }

    function draw() {
      const view = printing ? PRINTED * ROW : scroller.clientHeight;
      const { first, top, height, openAt } = printing
        ? { first: 0, top: 0, height: 0, openAt: -1 }
        : place(view);
      const last = Math.min(shown.length, first + Math.ceil(view / ROW) + 2 * AHEAD);
      const focused = body.contains(document.activeElement)
        ? document.activeElement.closest("tr")?.dataset.row
        : null;
      const drawn = [];
      let detail = null;
      for (let i = first; i < last; i++) {
        drawn.push(line(shown[i], i));
        if (i === openAt) {
          detail = el(
            "tr.detail",
            {},
            el("td", { colspan: columns.length }, options.detail(shown[i])),
          );
          drawn.push(detail);
        }
      }
      body.replaceChildren(above, ...drawn, below);
      if (detail && detail.offsetHeight !== openHeight) {
        openHeight = detail.offsetHeight;
        soon();
      }
      const used = (last - first) * ROW + (detail ? openHeight : 0);
      above.firstChild.style.height = top + "px";
      below.firstChild.style.height = Math.max(0, height - top - used) + "px";
      grid.setAttribute("aria-rowcount", shown.length + 1);
      nothing.hidden = shown.length > 0;
      scroller.hidden = shown.length === 0;
      element.classList.toggle(
        "more",
        scroller.scrollLeft + scroller.clientWidth < scroller.scrollWidth - 1,
      );
      focused &&
        body.querySelector(`tr[data-row="${focused}"] .open`)?.focus({ preventScroll: true });
    }

    function line(row, index) {
      return el(
        "tr" + (row === open ? ".open-row" : ""),
        { "data-row": row, "aria-rowindex": index + 2 },
        columns.map((column, i) => {
          const content = column.cell(row);
          const cell =
            i === 0 && (options.activate || options.detail)
              ? el(
                  "button.open",
                  { type: "button", "aria-expanded": options.detail ? String(row === open) : null },
                  content,
                )
              : content;
          const css = "td" + (column.css ? "." + column.css : "");
          return el(
            css,
            { title: typeof content === "string" && content.length > 14 ? content : null },
            cell,
          );
        }),
      );
    }

    function choose(event) {
      const chosen = event.target.closest("tr[data-row]");
      if (!chosen || String(getSelection())) {
        return;
      }
      const row = Number(chosen.dataset.row);
      options.activate ? options.activate(row) : options.detail && toggle(row);
    }

    function toggle(row) {
      open = open === row ? -1 : row;
      openHeight = 0;
      draw();
    }

    function moveFocus(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const row = event.target.closest("tr[data-row]");
      if (step && row && event.target.matches(".open")) {
        event.preventDefault();
        reveal(Number(row.getAttribute("aria-rowindex")) - 2 + step, true);
      }
    }

    /** Scrolls until the row at `index` is in sight. */
    function reveal(index, focus) {
      if (index < 0 || index >= shown.length) {
        return;
      }
      const view = scroller.clientHeight - ROW;
      const total = shown.length * ROW;
      const scale = total > TALLEST ? (TALLEST - view) / (total - view) : 1;
      const y = index * ROW * scale;
      if (y < scroller.scrollTop || y > scroller.scrollTop + view - ROW) {
        scroller.scrollTop = Math.max(0, y - (y < scroller.scrollTop ? 0 : view - ROW));
      }
      draw();
      focus &&
        body.querySelector(`tr[data-row="${shown[index]}"] .open`)?.focus({ preventScroll: true });
    }

    return {
      element,
      sortBy: (index, ascending) => sortBy(columns[index], ascending),
      setRows(given) {
        rows = given;
        arrange();
        draw();
      },
      /** Shows `row`, opened if it can be. */
      show(row) {
        if (options.detail && open !== row) {
          toggle(row);
        }
        reveal(shown.indexOf(row), false);
        const drawn = body.querySelector(`tr[data-row="${row}"]`);
        if (drawn) {
          scroller.scrollTop +=
            drawn.getBoundingClientRect().top -
            scroller.getBoundingClientRect().top -
            grid.tHead.offsetHeight;
        }
      },
      redraw: draw,
      /** The rows in the order in which they stand. */
      order: () => shown,
    };
  }

  return { create };
})();
