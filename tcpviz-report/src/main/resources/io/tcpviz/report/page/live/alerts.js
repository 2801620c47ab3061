// SPDX-License-Identifier: Apache-2.0
// The alerts: which are raised, which were, and a badge that counts the former.
"use strict";

const alerts = (() => {
  const { el } = dom;
  const KEPT = 500;
  const LISTED = 30; // raised ones that are listed before one asks for more
  const SPOKEN = 2000; // milliseconds between announcements

  const LEVELS = {
    OK: { title: "Cleared", rank: 0, css: "good", icon: () => dom.checkIcon() },
    UNKNOWN: { title: "Not known", rank: 1, css: "info", icon: () => dom.severityIcon(0) },
    WARN: { title: "Warning", rank: 2, css: "warning", icon: () => dom.severityIcon(1) },
    CRITICAL: { title: "Critical", rank: 3, css: "critical", icon: () => dom.severityIcon(2) },
  };

  const levelOf = (alert) => LEVELS[alert.level] || LEVELS.UNKNOWN;

  /** Of each thing that is watched, the last alert, where that has not cleared; the worst first. */
  function raised(all) {
    const last = new Map();
    all.forEach((alert) => last.set(alert.event + " " + alert.subject, alert));
    return [...last.values()]
      .filter((alert) => levelOf(alert).rank > 0)
      .sort((a, b) => levelOf(b).rank - levelOf(a).rank || b.number - a.number);
  }

  const nameOf = (event) => session.kinds.find(({ name }) => name === event)?.title || event;

  const amount = ({ unit, value }) =>
    unit === "%"
      ? ", " + format.digits(value) + " %"
      : unit === "octets"
        ? ", " + format.bytes(value)
        : "";

  /** What of the capture is missing, as finely as it can be counted. */
  const missing = ({ unit, value }) =>
    unit === "octets"
      ? format.bytes(value) + " of the capture were lost"
      : unit === "files"
        ? format.many(value, "file") + " of the capture lost"
        : unit === "losses"
          ? "Part of the capture was lost"
          : "The capture itself dropped " + format.many(value, "frame");

  /** What is counted, and how many of it, in words. */
  function sentence(alert) {
    const within = format.duration(alert.window_seconds * 1e9);
    return alert.event === "capture_drops"
      ? alert.level === "OK"
        ? "The capture is whole again"
        : missing(alert)
      : nameOf(alert.event) + ": " + format.count(alert.count) + " in " + within + amount(alert);
  }

  /** Of whom. */
  const subject = ({ per, subject }) =>
    per === "capture" ? "" : per === "port" ? "Port " + subject.replace(/^:/, "") : subject;

  /** Makes the list and the badge; `changed(title)` is called with the
   * title of the worst level that is raised, empty for none. */
  function create(changed) {
    let all = [];
    let newest = 0; // number of the last that is known
    let waiting = []; // to be announced
    const list = el("div.alert-list");
    const spoken = el("p.visually-hidden", { "aria-live": "polite" });
    const badge = el("a.badge", { href: "#alerts" });
    const element = el(
      "section",
      { id: "alerts" },
      el("h2", {}, "Alerts"),
      list,
      spoken,
    );

    function item(alert) {
      const level = levelOf(alert);
      return el(
        "li.alert." + level.css,
        {},
        level.icon(),
        el("strong", {}, level.title),
        el("span.alert-what", {}, sentence(alert), el("span.muted", {}, subject(alert))),
        el("time.muted", {}, format.clock(BigInt(Math.round(alert.time_ms)) * 1000000n).slice(11, 19)),
      );
    }

    function refresh() {
      const now = raised(all);
      const shown = now.slice(0, LISTED);
      dom.renew(list, [
        now.length === 0 && el("p.muted", {}, "No alert is raised."),
        el("ul", { "aria-label": "Raised" }, shown.map(item)),
        now.length > LISTED &&
          el("p.muted", {}, "and " + format.count(now.length - LISTED) + " more are raised"),
        all.length > 0 &&
          el(
            "details",
            {},
            el("summary", {}, "All changes, the last " + format.count(all.length)),
            el("ul", {}, all.slice().reverse().map(item)),
          ),
      ]);
      const worst = now.length > 0 ? levelOf(now[0]) : LEVELS.OK;
      const label =
        now.length > 0
          ? format.many(now.length, "alert") + ", the worst: " + worst.title
          : "No alerts";
      badge.className = "badge " + worst.css;
      badge.setAttribute("aria-label", label);
      badge.title = label;
      badge.replaceChildren(worst.icon(), el("span", {}, format.count(now.length)));
      changed(now.length > 0 ? worst.title : "");
    }

    const speak = dom.later(() => {
      const last = waiting[waiting.length - 1];
      const more = waiting.length > 1 ? format.count(waiting.length) + " alerts, the last: " : "";
      spoken.textContent =
        more + levelOf(last).title + ", " + [sentence(last), subject(last)].filter(Boolean).join(", ");
      waiting = [];
    }, SPOKEN);

    refresh();
    return {
      element,
      badge,
      /** Takes alerts as they are told; of a whole part, all that there are. */
      take(told, isWhole) {
        if (isWhole) {
          all = [];
          newest = 0;
        }
        const further = told.filter(({ number }) => number > newest);
        if (further.length > 0 || isWhole) {
          newest = further.length > 0 ? further[further.length - 1].number : newest;
          all = all.concat(further).slice(-KEPT);
          refresh();
        }
        if (further.length > 0 && !isWhole) {
          waiting.push(...further);
          speak();
        }
      },
    };
  }

  return { create, raised, sentence };
})();
