// SPDX-License-Identifier: Apache-2.0
// Puts the pieces together for each page.
"use strict";

(async () => {
  const { el } = dom;
  const main = document.getElementById("main");
  const heading = (text) => el("h2", {}, text);

  const allRows = () => Uint32Array.from({ length: session.connections.rows }, (_, row) => row);

  function fail(text) {
    main.replaceChildren(el("p.loading", { role: "alert" }, text));
  }

  async function compose() {
    await session.open();
    dom.append(document.getElementById("foot"), [about.foot()]);
    const visit = (row, frame = "", file = "") => {
      route.go("connection", { connection: session.connections.columns.number[row], frame, file });
    };
    const isLive = Boolean(session.live);
    let shown = null; // the way between overview and connections
    const chart = session.events && (isLive || session.total > 0) ? timeline.create(visit) : null;
    const details = session.openDetails();
    const showFinding = async (finding) => {
      await details; // they tell the events of one trouble from those of another
      const name = format.grouped(String(finding.sentence));
      chart.only(() => findings.eventsOf(finding), name);
      document.getElementById("timeline").scrollIntoView({
        behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
      });
    };
    const list =
      (isLive || (session.page === "report" && session.findings.length > 0)) &&
      findingList.create(chart && showFinding);
    const grid =
      session.page === "timeline" || (session.connections.rows === 0 && !isLive)
        ? null
        : connectionTable.create(
            session.events ? { activate: visit } : { detail: connectionFacts.detail },
          );

    const leave = () => route.read().view === "connection" && route.go("");
    const showAll = (text) => {
      leave();
      grid.find(text);
      document.getElementById("connections").scrollIntoView();
    };

    const made = {
      verdict: el("div.first"),
      facts: el("div"),
      about: el("div"),
    };
    function sumUp() {
      dom.renew(made.verdict, [overview.verdict(), quality.card()]);
      dom.renew(made.facts, [overview.facts()]);
      dom.renew(made.about, [about.section()]);
    }
    sumUp();
    const going =
      isLive &&
      live.create({
        views() {
          sumUp();
          [list, chart].forEach((each) => each.refresh());
          grid.update();
        },
        isAway: () => shown !== null && shown.isAway(),
        again: () => shown.again(),
      });

    const parts = {
      ...made,
      title: overview.title(),
      live: going && going.element,
      alerts: going && going.alerts,
      findings: list && list.element,
      timeline: chart && el("section", { id: "timeline" }, heading("Timeline"), chart.element),
      connections:
        grid && el("section", { id: "connections" }, heading("Connections"), grid.element),
    };
    const orders = {
      timeline: ["title", "verdict", "facts", "timeline", "about"],
      summary: ["title", "verdict", "facts", "connections", "about"],
      report: ["title", "verdict", "facts", "findings", "timeline", "connections", "about"],
      live: [
        "title",
        "live",
        "verdict",
        "facts",
        "alerts",
        "findings",
        "timeline",
        "connections",
        "about",
      ],
    };
    const names = { findings: "Findings", timeline: "Timeline", connections: "Connections" };
    const links = Object.entries(names).filter(
      ([name]) => parts[name] && orders[session.page].includes(name),
    );
    dom.append(
      document.getElementById("bar"),
      bar.create({
        links,
        leave,
        visit: session.events ? visit : grid && grid.show,
        showAll: grid && showAll,
        more: going && going.bar,
      }),
    );
    const home = el("div");
    dom.append(
      home,
      orders[session.page].map((name) => parts[name]),
    );
    main.replaceChildren(home);
    grid && grid.redraw();
    await details;
    grid && grid.detailsReady();
    shown = visits.follow(home, session.events ? () => (grid ? grid.order() : allRows()) : null, grid);
    going && going.begin();
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
