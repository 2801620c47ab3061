// SPDX-License-Identifier: Apache-2.0
// One connection up close: facts, both directions, and its events.
"use strict";

const drawer = (() => {
  const { el } = dom;

  function create() {
    const close = el("button.close", { type: "button", "aria-label": "Close", onclick: () => element.close() }, "×");
    const body = el("div.drawer-body");
    const heading = el("h2", { id: "drawer-title", tabindex: "-1", autofocus: true });
    const element = el("dialog.drawer", { "aria-labelledby": "drawer-title", onclose: closed, onclick: (event) => event.target === element && element.close() },
      el("div.drawer-head", {}, heading, close), body);

    function closed() {
      if (location.hash.startsWith("#connection=")) {
        history.replaceState(null, "", location.pathname + location.search);
      }
    }

    function eventsOf(row) {
      const { connection } = session.events.columns;
      return session.order.filter((event) => connection[event] === row);
    }

    return {
      element,
      show(row) {
        const severity = session.connections.columns.severity[row];
        const events = eventsOf(row);
        const list = eventList.create({ label: "Events of this connection", detail: eventList.detail, empty: "Nothing happened here that is worth an event." });
        heading.replaceChildren("Connection #" + session.connections.columns.number[row]);
        body.replaceChildren();
        dom.append(body, [
          events.length > 0 && el("p.drawer-verdict." + words.severities[severity].css, {}, dom.severityIcon(severity), format.capital(session.verdict(row)) || words.severities[severity].title),
          connectionTable.facts(row), connectionTable.tally(row), connectionTable.wireshark(row),
          el("h3", {}, events.length > 0 ? format.many(events.length, "event") : "Events"), list.element,
          connectionTable.directions(row) && el("h3", {}, "Both directions"), connectionTable.directions(row),
        ]);
        element.open || element.showModal();
        list.setRows(events);
        body.scrollTop = 0;
      },
    };
  }

  return { create };
})();
