// SPDX-License-Identifier: Apache-2.0
// A table that holds any number of rows and draws those in sight.
"use strict";

const table = (() => {
  const { el } = dom;
  const ROW = 36; // CSS pixels, as report.css has it
  const AHEAD = 5; // rows drawn beyond each edge
  const TALLEST = 6e6; // browsers lay out no element that is much taller
  const PRINTED = 100; // rows on paper
  const LONG = 9; // characters of a text that may not fit into its cell

  /**
   * Makes a table.
   *
   * columns: {id?, title, side?, width, css?, cell(row) → text or node, key?(row) → number or text
   *   to sort by, descending?}
   * options: label; activate?(row) when a row is chosen; detail?(row) → element shown under a
   *   chosen row; empty: text for no rows; onsort?() when the reader chose another order
   */
  function create(columns, options) {
    const canOpen = Boolean(options.activate || options.detail);
    let rows = new Uint32Array(0); // as given
    let shown = rows; // as sorted
    let sorted = null; // {column, ascending}
    let open = -1; // the row whose detail is shown
    let openHeight = 0;
    let current = -1; // the row that has the focus, or had it last
    let printing = false;
    let heads = [];
    let drawn = new Map(); // row → its element, those in the document

    const above = el("tr.space", { "aria-hidden": "true" }, el("td"));
    const below = el("tr.space", { "aria-hidden": "true" }, el("td"));
    const body = el("tbody", { onkeydown: moveFocus, onclick: choose, onfocusin: remember });
    const grid = el("table.rows", { "aria-label": options.label });
    const scroller = el("div.scroller", { onscroll: soon }, grid);
    if (!canOpen) {
      Object.entries({ tabindex: "0", role: "region", "aria-label": options.label }).forEach(
        (pair) => scroller.setAttribute(...pair),
      );
    }
    const nothing = el("p.nothing", { hidden: true }, options.empty);
    const onPaper = el("p.on-paper", { hidden: true });
    const element = el("div.table", {}, scroller, nothing, onPaper);
    new ResizeObserver(soon).observe(scroller);
    addEventListener("beforeprint", () => print(true));
    addEventListener("afterprint", () => print(false));
    setColumns(columns);

    function print(starts) {
      printing = starts;
      onPaper.hidden = !starts || shown.length <= PRINTED;
      onPaper.textContent = "The first " + PRINTED + " of " + format.count(shown.length) + ".";
      draw();
    }

    /** Shows other columns; the order of the rows stays. */
    function setColumns(given) {
      const isSame = heads.length > 0 && given.length === columns.length;
      if (isSame && given.every((column, i) => isAlike(column, columns[i]))) {
        columns = given; // with other values
        return;
      }
      const focused = focusedRow();
      columns = given;
      heads = columns.map(head);
      const widths = columns.map((column) => {
        const col = el("col");
        col.style.width = column.width + "px";
        return col;
      });
      grid.replaceChildren(
        el("colgroup", {}, widths),
        el("thead", {}, el("tr", { "aria-rowindex": 1 }, heads)),
        body,
      );
      grid.style.minWidth = columns.reduce((sum, column) => sum + column.width, 0) + "px";
      above.firstChild.colSpan = below.firstChild.colSpan = columns.length;
      markSorted();
      redraw();
      focus(focused);
    }

    /** The row that has the focus, -1 for none. */
    function focusedRow() {
      const row = document.activeElement?.closest("tr[data-row]");
      return row && body.contains(row) ? Number(row.dataset.row) : -1;
    }

    function head(column) {
      const css = "th" + (column.css ? "." + column.css : "");
      const content = [column.title, column.side && el("small", {}, " " + column.side)];
      if (!column.key) {
        return el(css, { scope: "col" }, content);
      }
      const button = el("button.sort", { type: "button", onclick: () => sortOn(column) }, content);
      return el(css, { scope: "col", "aria-sort": "none" }, button);
    }

    const isAlike = (a, b) => a === b || (a.id !== undefined && a.id === b.id);

    function sortOn(column) {
      const turned = sorted && isAlike(sorted.column, column) ? !sorted.ascending : !column.descending;
      sortBy(column, turned);
      options.onsort?.();
    }

    function sortBy(column, ascending) {
      sorted = { column, ascending };
      markSorted();
      arrange();
      scroller.scrollTop = 0;
      draw();
    }

    function markSorted() {
      heads.forEach((cell, i) => {
        const isSorted = sorted && isAlike(columns[i], sorted.column);
        const way = !isSorted ? "none" : sorted.ascending ? "ascending" : "descending";
        columns[i].key && cell.setAttribute("aria-sort", way);
      });
    }

    function arrange() {
      shown =
        sorted && rows.length > 0
          ? sorting.order(rows, sorted.column.key, sorted.ascending)
          : rows;
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

    /** Draws all rows anew, for what they say has changed. */
    function redraw() {
      const focused = focusedRow();
      drawn.forEach((each) => each.remove());
      drawn = new Map();
      body.querySelector(".detail")?.remove();
      draw();
      focus(focused);
    }

    function draw() {
      const view = printing ? PRINTED * ROW : scroller.clientHeight;
      const { first, top, height, openAt } = printing
        ? { first: 0, top: 0, height: 0, openAt: -1 }
        : place(view);
      const ahead = printing ? 0 : 2 * AHEAD + 2;
      const last = Math.min(shown.length, first + Math.ceil(view / ROW) + ahead);
      const detail = openAt >= first && openAt < last ? detailOf(open) : null;
      put(first, last, openAt, detail);
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
      offerFocus(first);
    }

    /** Puts rows into the body; those that stay are not touched, for one may have the focus. */
    function put(first, last, openAt, detail) {
      const kept = new Map();
      const lines = [above];
      for (let i = first; i < last; i++) {
        const made = drawn.get(shown[i]) || line(shown[i]);
        made.setAttribute("aria-rowindex", i + 2);
        kept.set(shown[i], made);
        lines.push(made, ...(i === openAt ? [detail] : []));
      }
      lines.push(below);
      drawn = kept;
      const stay = new Set(lines);
      [...body.children].forEach((each) => stay.has(each) || each.remove());
      let next = body.firstChild;
      for (const each of lines) {
        if (each === next) {
          next = next.nextSibling;
        } else {
          body.insertBefore(each, next);
        }
      }
    }

    /** One row of those in sight can be reached by Tab; arrow keys lead to the others. */
    function offerFocus(first) {
      const inSight = Math.max(first, Math.ceil(scroller.scrollTop / ROW));
      const offered = drawn.has(current) ? current : (shown[inSight] ?? shown[first]);
      drawn.forEach((each, row) => {
        const button = each.querySelector(".open");
        if (button) {
          button.tabIndex = row === offered ? 0 : -1;
        }
      });
    }

    function line(row) {
      return el(
        "tr" + (row === open ? ".open-row" : ""),
        { "data-row": row },
        columns.map((column, i) => {
          const content = column.cell(row);
          const cell = document.createElement("td"); // el() would be felt: there are thousands
          cell.className = column.css || "";
          if (typeof content === "string" && content.length > LONG) {
            cell.title = content;
          }
          return dom.append(cell, [i === 0 && canOpen ? opener(row, content) : content]);
        }),
      );
    }

    const opener = (row, content) =>
      el(
        "button.open",
        {
          type: "button",
          tabindex: "-1",
          "aria-expanded": options.detail ? String(row === open) : null,
        },
        content,
      );

    const detailOf = (row) =>
      body.querySelector(".detail") ||
      el("tr.detail", {}, el("td", { colspan: columns.length }, options.detail(row)));

    function choose(event) {
      const chosen = event.target.closest("tr[data-row]");
      if (!chosen || String(getSelection())) {
        return;
      }
      const row = Number(chosen.dataset.row);
      options.activate ? options.activate(row) : options.detail && toggle(row);
    }

    function toggle(row) {
      const hadFocus = body.contains(document.activeElement);
      const was = open;
      open = open === row ? -1 : row;
      openHeight = 0;
      body.querySelector(".detail")?.remove();
      for (const each of [was, row]) {
        drawn.get(each)?.remove();
        drawn.delete(each);
      }
      draw();
      hadFocus && focus(row);
    }

    function focus(row) {
      drawn.get(row)?.querySelector(".open")?.focus({ preventScroll: true });
    }

    function remember(event) {
      const row = event.target.closest("tr[data-row]");
      if (row) {
        current = Number(row.dataset.row);
        offerFocus(0);
      }
    }

    function moveFocus(event) {
      const row = event.target.closest("tr[data-row]");
      if (!row || !event.target.matches(".open") || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const at = Number(row.getAttribute("aria-rowindex")) - 2;
      const page = Math.max(1, Math.floor(scroller.clientHeight / ROW) - 2);
      const target = {
        ArrowDown: at + 1,
        ArrowUp: at - 1,
        PageDown: at + page,
        PageUp: at - page,
        Home: 0,
        End: shown.length - 1,
      }[event.key];
      if (target !== undefined) {
        event.preventDefault();
        reveal(Math.min(Math.max(target, 0), shown.length - 1), true);
      }
    }

    /** Scrolls until the row at `index` is in sight. */
    function reveal(index, withFocus) {
      if (index < 0 || index >= shown.length) {
        return;
      }
      const view = scroller.clientHeight - grid.tHead.offsetHeight;
      const total = shown.length * ROW;
      const scale = total > TALLEST ? (TALLEST - view) / (total - view) : 1;
      const y = index * ROW * scale;
      if (y < scroller.scrollTop || y > scroller.scrollTop + view - ROW) {
        scroller.scrollTop = Math.max(0, y - (y < scroller.scrollTop ? 0 : view - ROW));
      }
      draw();
      withFocus && focus(shown[index]);
    }

    return {
      element,
      setColumns,
      sortBy,
      /** How it is sorted: {column, ascending}, or null. */
      sorted: () => sorted,
      /** The rows in the order in which they stand. */
      order: () => shown,
      setRows(given) {
        rows = given;
        arrange();
        redraw();
      },
      /**
       * Shows rows that may say something else than before, sorted by what `column` says by now.
       * The place to which the reader scrolled stays, and the focus.
       */
      update(given, column) {
        const { scrollTop } = scroller;
        sorted = sorted && { ...sorted, column };
        rows = given;
        arrange();
        redraw();
        if (scroller.scrollTop !== scrollTop) {
          scroller.scrollTop = scrollTop;
          draw();
        }
      },
      /** Shows `row`, opened if it can be. */
      show(row) {
        if (options.detail && open !== row) {
          toggle(row);
        }
        reveal(shown.indexOf(row), false);
        const line = drawn.get(row);
        if (line) {
          scroller.scrollTop +=
            line.getBoundingClientRect().top -
            scroller.getBoundingClientRect().top -
            grid.tHead.offsetHeight;
        }
      },
      redraw,
    };
  }

  return { create };
})();
