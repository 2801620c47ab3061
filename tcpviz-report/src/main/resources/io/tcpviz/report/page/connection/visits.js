// SPDX-License-Identifier: Apache-2.0
// Leads between the overview and single connections, as the address says.
"use strict";

const visits = (() => {
  /**
   * Follows the address from here on. `home` is the overview; `order()` gives the rows of the
   * connections as the table has them, null for a page without events: there, `grid` shows one.
   */
  function follow(home, order, grid) {
    let back = route.read().view === "connection" ? { view: "", params: [] } : route.read();
    let isFirst = true;
    let height = 0; // how far the overview was scrolled
    const missed = dom.el("p.missed", { role: "alert" });
    const leave = () => route.go(back.view, back.params);
    const page = order && connectionPage.create(order, leave);
    page && home.after(page.element);

    function show(row, params) {
      if (!home.hidden) {
        height = scrollY;
        history.scrollRestoration = "manual";
      }
      home.hidden = true;
      page.show(row, params);
    }

    function goHome(address) {
      if (home.hidden) {
        home.hidden = false;
        page.hide();
        grid && grid.redraw();
        scrollTo({ top: height, behavior: "instant" });
        history.scrollRestoration = "auto";
      }
      back = address;
      const name = isFirst ? address.view : location.hash.slice(1);
      name && document.getElementById(name)?.scrollIntoView();
    }

    /** Says that the page has no such connection; gone with the next move. */
    function miss(number) {
      missed.textContent =
        "Connection #" +
        number +
        (session.live ? " is not held by this page any more." : " is not on this page.");
      home.prepend(missed);
    }

    function go(address) {
      const { view, params } = address;
      const row = view === "connection" && session.rowOf(Number(params.get("connection")));
      missed.remove();
      if (typeof row === "number") {
        page ? show(row, params) : grid && grid.show(row);
      } else if (page) {
        goHome(view === "connection" ? { view: "", params: [] } : address);
      }
      row === undefined && miss(params.get("connection"));
    }
    route.on(go);
    go(route.read());
    isFirst = false;
    return {
      /** Whether a connection is shown in place of the overview. */
      isAway: () => home.hidden,
      /** Shows the connection that is looked at once more, for more is known of it. */
      again() {
        const { params } = route.read();
        const row = session.rowOf(Number(params.get("connection")));
        typeof row === "number" ? page.again(row, params) : leave();
      },
    };
  }

  return { follow };
})();
