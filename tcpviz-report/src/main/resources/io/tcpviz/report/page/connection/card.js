// SPDX-License-Identifier: Apache-2.0
// What is told of a selected segment, or of an event without one.
"use strict";

const card = (() => {
  const { el } = dom;

  const pairs = (list) =>
    el(
      "dl.pairs",
      {},
      list.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
    );

  const filters = (frame, file, connection) => [
    file && el("p.muted", {}, "In " + file + ":"),
    el("p", {}, dom.copyable("frame.number == " + frame, "the display filter for this frame")),
    session.filterOf(connection) &&
      el(
        "p",
        {},
        dom.copyable(session.filterOf(connection), "the display filter for this connection"),
      ),
  ];

  const when = (time) =>
    el(
      "p.muted",
      {},
      format.moment(session.since(time)) + " · " + session.clock(time).replace(/^\S+ /, ""),
    );

  /** How long after the segment before it, of either side and of its own sender. */
  function gaps({ trace, sent }, row) {
    const { rows } = sent[0];
    const at = rows.indexOf(row);
    let own = at - 1;
    while (own >= 0 && trace.fromServer[rows[own]] !== trace.fromServer[row]) {
      own--;
    }
    const after = (i) => format.duration(trace.time[row] - trace.time[rows[i]]);
    return [
      at > 0 && ["After the one before", after(at - 1)],
      own >= 0 && own < at - 1 && ["After its sender’s last", after(own)],
    ].filter(Boolean);
  }

  function ofSegment(known, row) {
    const { trace, connection } = known;
    const file = segment.fileOf(trace, row);
    const from = trace.fromServer[row];
    return [
      el(
        "h3",
        {},
        "Frame " + format.count(trace.frame[row]),
        file && el("small", {}, " of " + file),
      ),
      el("p", {}, "From " + segment.sender(from) + " to " + segment.sender(1 - from)),
      when(trace.time[row]),
      (known.events.get(row) || []).map(({ event }) =>
        el("div.evidence", {}, eventList.evidence(event)),
      ),
      pairs([...segment.facts(trace, row), ...gaps(known, row)]),
      el("h4", {}, "Find it in Wireshark"),
      filters(trace.frame[row], file, connection),
    ];
  }

  function ofEvent(known, { event, time, fields }) {
    return [
      el("h3", {}, "Frame " + format.count(fields.get("@frame") ?? -1)),
      el("p", {}, session.packetFlow(event)),
      when(time),
      el("div.evidence", {}, eventList.detail(event)),
      filters(fields.get("@frame"), fields.get("@file"), known.connection).slice(2),
    ];
  }

  const button = (text, label, act) =>
    el("button.small", { type: "button", title: label, "aria-label": label, onclick: act }, text);

  /**
   * Tells of `selected`: {row} of the trace, or {moment} of an event. `acts`: step(by) goes to
   * another mark, zoom() to this one, close() leaves it.
   */
  function of(known, { row, moment }, acts) {
    return el(
      "div.card",
      {},
      el(
        "div.card-tools",
        {},
        button("←", "Previous mark", () => acts.step(-1)),
        button("→", "Next mark", () => acts.step(1)),
        button("Zoom to it", "Zoom to this moment", acts.zoom),
        button("×", "Leave this segment", acts.close),
      ),
      (row >= 0 ? ofSegment(known, row) : ofEvent(known, moment)).flat(),
    );
  }

  return { of };
})();
