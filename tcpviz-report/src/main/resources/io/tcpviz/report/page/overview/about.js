// SPDX-License-Identifier: Apache-2.0
// What the page was made from, and by what.
"use strict";

const about = (() => {
  const { el } = dom;

  const details = (title, ...content) => el("details", {}, el("summary", {}, title), content);

  // What is closed is opened while the page is printed.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("#capture details:not([open])")];
    opened.forEach((each) => {
      each.open = true;
    });
  });
  addEventListener("afterprint", () => {
    opened.forEach((each) => {
      each.open = false;
    });
  });

  const list = (css, items) =>
    el(
      css,
      {},
      items.map((item) => el("li", {}, item)),
    );

  /** The capture: all that speaks for and against it, its files, the options of the run. */
  function section() {
    const remarks = quality.remarks();
    const files = session.files.map((file) =>
      [file.name, file.format, file.frames >= 0 && format.many(file.frames, "frame")]
        .filter(Boolean)
        .join(" · "),
    );
    const options = Object.entries(session.options).map(
      ([name, value]) => name + " = " + JSON.stringify(value),
    );
    return (
      remarks.length + files.length + options.length > 0 &&
      el(
        "section",
        { id: "capture" },
        el("h2", {}, "The capture"),
        remarks.length > 0 && list("ul.remarks", remarks),
        files.length > 0 && details(format.many(files.length, "file"), list("ul", files)),
        options.length > 0 &&
          details(
            "Options of the analysis",
            list(
              "ul.options",
              options.map((text) => el("code", {}, text)),
            ),
          ),
      )
    );
  }

  function foot() {
    const { summary } = session;
    return el(
      "div",
      {},
      el(
        "p",
        {},
        "Made by tcpviz",
        summary.tcpviz_version && " " + summary.tcpviz_version,
        summary.backend && " with the " + summary.backend + " reader",
        session.live
          ? ". This page follows the monitor that served it and asks nobody else."
          : ". This page is complete in itself and loads nothing.",
      ),
      details(
        "Licence of the chart library",
        el("p", {}, "Axes, zoom and cursor are drawn by uPlot:"),
        el("pre", {}, document.getElementById("licence").textContent),
      ),
    );
  }

  return { section, foot };
})();
