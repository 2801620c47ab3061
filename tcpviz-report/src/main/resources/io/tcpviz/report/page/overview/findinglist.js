// SPDX-License-Identifier: Apache-2.0
// The findings as a list to compare: what is wrong, how much time it cost, how often it was seen.
"use strict";

const findingList = (() => {
  const { el } = dom;
  const SHOWN = 12; // entries before one asks for more
  const PRINTED = 100; // entries on paper
  const LINKS = 5; // connections named in an entry

  const number = (value) => (typeof value === "number" ? value : 0);
  const nanos = (millis) => Math.round(number(millis) * 1e6);
  
  /** Makes the section; `showEvents(finding)` leads to its events, null without a timeline. */
  function create(showEvents) {
    const view = { showEvents, most: 0, explained: new Set(), unfolded: new Set() };
    const list = el("ol.findings", {});
    const section = el(
      "section",
      { id: "findings" },
      el("h2", {}, "Findings"),
      el(
        "p.finding-heads",
        { "aria-hidden": "true" },
        el("span", {}, "What is wrong"),
        el("span", {}, "Time lost"),
        el("span", {}, "Seen in"),
      ),
      list,
    );
    const button = el("button.small", { type: "button", onclick: more });
    let entries = [];
    let shown = SHOWN;

    /** The items of the first `most` entries. */
    function items(most) {
      view.explained = new Set();
      return entries.slice(0, most).map((each) => entry(each, view));
    }

    function refresh() {
      entries = findings.arrange(session.findings);
      view.most = Math.max(...session.findings.map((finding) => nanos(finding.lost_time_ms)));
      const rest = entries
        .slice(shown)
        .reduce((sum, { alike }) => sum + (alike ? alike.length : 1), 0);
      section.hidden = entries.length === 0;
      dom.renew(list, items(shown));
      button.textContent = "Show " + format.many(rest, "more finding");
      rest > 0 ? section.append(button) : button.remove();
    }

    function more() {
      const first = list.children.length;
      shown = Infinity;
      refresh();
      list.children[first].querySelector("a, button, p").focus({ preventScroll: true });
    }

    addEventListener("beforeprint", () => {
      dom.renew(list, items(Math.max(shown, PRINTED)));
    });
    addEventListener("afterprint", refresh);
    refresh();
    return { element: section, refresh };
  }

  function entry({ finding, alike }, view) {
    return !alike
      ? item(finding, view)
      : view.unfolded.has(findings.troubleOf(alike[0]))
        ? alike.map((each) => item(each, view))
        : fold(alike, view);
  }

  function item(finding, view) {
    const severity = words.severityOf(finding.severity);
    const name = finding.event;
    const isNew = session.kinds.some((kind) => kind.name === name) && !view.explained.has(name);
    view.explained.add(name);
    const moment = findings.moment(finding);
    const text = format.grouped(String(finding.sentence));
    return el(
      "li.finding." + words.severities[severity].css,
      {},
      dom.severityIcon(severity),
      el(
        "div.what-is-wrong",
        {},
        el(
          "p.sentence",
          {},
          el("span.visually-hidden", {}, words.severities[severity].title + ": "),
          moment
            ? el("a.lead", { href: moment, title: "The worst moment" }, emphasised(finding, text))
            : emphasised(finding, text),
        ),
        isNew && el("p.muted", {}, words.meaning(name)),
        connections(finding),
      ),
      lost(nanos(finding.lost_time_ms), view.most),
      seen(finding, view.showEvents),
    );
  }

  /** The server stands out, for it is what similar sentences differ in. */
  function emphasised(finding, text) {
    const server = String(finding.server ?? "");
    const at = server ? text.indexOf(server) : -1;
    return at < 0
      ? text
      : [text.slice(0, at), el("strong", {}, server), text.slice(at + server.length)];
  }

  function connections(finding) {
    const numbers = [finding.connections].flat().filter((each) => typeof each === "number");
    const shown = numbers.slice(0, LINKS);
    const more = Math.max(number(finding.connection_count), numbers.length) - shown.length;
    return (
      shown.length > 0 &&
      el(
        "p.links",
        {},
        el("span", {}, numbers.length > 1 ? "Worst:" : "Connection"),
        shown.map((each) =>
          el("a", { href: "#connection=" + each, "aria-label": "Connection " + each }, "#" + each),
        ),
        more > 0 && el("span", {}, "and " + format.count(more) + " more"),
      )
    );
  }

  function lost(time, most = 0) {
    if (time <= 0) {
      return el("p.lost.none", {}, el("span.visually-hidden", {}, "No time lost"));
    }
    const meter = el("span");
    meter.style.width = Math.max(1, (100 * time) / Math.max(time, most)) + "%";
    return el(
      "p.lost",
      {},
      el("b", {}, format.duration(time)),
      el("span.visually-hidden", {}, " lost"),
      most > 0 && el("span.meter", { "aria-hidden": "true" }, meter),
    );
  }

  function seen(finding, showEvents) {
    const events = number(finding.events);
    const count = number(finding.connection_count);
    const text = format.many(events, "event");
    return el(
      "p.seen",
      {},
      events > 0 &&
        (showEvents
          ? el(
              "button.link",
              {
                type: "button",
                title: "Show them in the timeline",
                onclick: () => showEvents(finding),
              },
              text,
            )
          : el("span", {}, text)),
      count > 0 && el("span.muted", {}, format.many(count, "connection")),
    );
  }

  /** Further findings of a trouble that has been listed several times. */
  function fold(alike, view) {
    const sum = (name) => alike.reduce((n, finding) => n + number(finding[name]), 0);
    const severity = words.severityOf(alike[0].severity);
    const open = el(
      "button.link",
      {
        type: "button",
        onclick: () => {
          view.unfolded.add(findings.troubleOf(alike[0]));
          const items = alike.map((finding) => item(finding, view));
          element.replaceWith(...items);
          items[0].querySelector("a, button")?.focus({ preventScroll: true });
        },
      },
      format.many(alike.length, "more finding") + " like these",
    );
    const servers = [...new Set(alike.map((finding) => finding.server).filter(Boolean))];
    const element = el(
      "li.finding.fold." + words.severities[severity].css,
      {},
      dom.severityIcon(severity),
      el(
        "div.what-is-wrong",
        {},
        el("p.sentence", {}, open),
        servers.length > 0 &&
          el(
            "p.muted",
            {},
            servers.slice(0, LINKS).join(", ") + (servers.length > LINKS ? " …" : ""),
          ),
      ),
      lost(nanos(sum("lost_time_ms"))),
      el(
        "p.seen",
        {},
        el("span", {}, format.many(sum("events"), "event")),
        el("span.muted", {}, format.many(sum("connection_count"), "connection")),
      ),
    );
    return element;
  }

  return { create };
})();
