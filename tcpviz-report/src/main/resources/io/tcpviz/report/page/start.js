// SPDX-License-Identifier: Apache-2.0
// Puts the pieces together for each page.
"use strict";

(async () => {
  const { el } = dom;
  const main = document.getElementById("main");
  const heading = (text) => el("h2", {}, text);

  function fail(text) {
    main.replaceChildren(el("p.loading", { role: "alert" }, text));
  }

  async function compose() {
    await session.open();
    dom.append(document.getElementById("top"), overview.title());
    dom.append(document.getElementById("foot"), [overview.foot()]);
    const close = session.events ? drawer.create() : null;
    const visit = (row) => {
      route.go("connection", { connection: String(session.connections.columns.number[row]) });
    };
    const chart = session.events && session.total > 0 ? timeline.create(visit) : null;
    const details = session.openDetails();
    const showFinding = async (finding) => {
      await details; // they tell the events of one trouble from those of another
      chart.only(findings.eventsOf(finding), format.grouped(String(finding.sentence)));
      document.getElementById("timeline").scrollIntoView({
        behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
      });
    };
    const grid =
      session.page === "timeline" || session.connections.rows === 0
        ? null
        : connectionTable.create(close ? { activate: visit } : { detail: connectionTable.detail });

    const parts = {
      verdict: overview.verdict(),
      findings: session.page === "report" && overview.findingList(showFinding),
      facts: overview.facts(),
      quality: quality.section(),
      timeline: chart && el("section", { id: "timeline" }, heading("Timeline"), chart.element),
      connections:
        grid && el("section", { id: "connections" }, heading("Connections"), grid.element),
    };
    const orders = {
      timeline: ["verdict", "timeline", "facts", "quality"],
      summary: ["verdict", "facts", "connections", "quality"],
      report: ["verdict", "findings", "facts", "quality", "timeline", "connections"],
    };
    main.replaceChildren();
    dom.append(
      main,
      orders[session.page].map((name) => parts[name]),
    );
    close && document.body.append(close.element);
    grid && grid.redraw();
    await details;
    grid && grid.redraw();

    function follow({ view, params }) {
      const row = view === "connection" && session.rowOf(Number(params.get("connection")));
      if (typeof row === "number") {
        close ? close.show(row) : grid && grid.show(row);
      }
    }
    route.on(follow);
    follow(route.read());
    document.documentElement.dataset.ready = "yes";
  }

  if (typeof DecompressionStream === "undefined") {
    fail("This browser is too old for this page: it needs one of 2023 or later.");
    return;
  }
  try {
    await compose();
  } catch (error) {
    fail("The page could not be drawn: " + error.message);
    throw error;
  }
})();
