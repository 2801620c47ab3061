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

    function go(address) {
      const { view, params } = address;
      const row = view === "connection" && session.rowOf(Number(params.get("connection")));
      if (typeof row === "number") {
        page ? show(row, params) : grid && grid.show(row);
      } else if (page) {
        goHome(address);
      }
    }
    route.on(go);
    go(route.read());
    isFirst = false;
    return {
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
