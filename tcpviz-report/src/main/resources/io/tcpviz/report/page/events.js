// SPDX-License-Identifier: Apache-2.0
// Single events in words, and lists of them.
"use strict";

const eventList = (() => {
  const { el } = dom;
  const SAID = new Set(["@frame", "@file"]); // in lines of their own
  const DRY = new Set([...SAID, "@seq", "@ack", "@flags", "max_cwnd_bytes"]); // not for a first look

  // Not beside the segment and the charts, which say it; evidence is said as the reason.
  const PLAIN = new Set([...DRY, "@len", "cwnd_bytes", "rtt_ema_ms"]);

  const columns = () => session.events.columns;
  const kindOf = (event) => session.kinds[columns().kind[event]];

  function frameOf(event) {
    const known = session.events.details(event);
    return { frame: known.get("@frame") ?? -1, file: known.get("@file") || "" };
  }

  /** What the kind of event adds comes first, the fields of the packet last. */
  function facts(event, without) {
    const known = session.events
      .fields(event)
      .filter(([name, value]) => !without.has(name) && value !== null);
    const isOfPacket = ([name]) => name.startsWith("@");
    return el(
      "dl.pairs",
      {},
      [...known.filter((pair) => !isOfPacket(pair)), ...known.filter(isOfPacket)].map(
        ([name, value]) =>
          el("div", {}, el("dt", {}, words.label(name)), el("dd", {}, words.value(name, value))),
      ),
    );
  }

  /** What an event is and why it was raised. */
  function verdict(event) {
    const severity = words.severities[columns().severity[event]];
    return [
      el(
        "p.tip-head",
        {},
        dom.kindIcon(kindOf(event).name, columns().severity[event]),
        el("strong", {}, kindOf(event).title),
        el("span." + severity.css, {}, severity.title),
      ),
      el("p.tip-reason", {}, format.capital(session.reason(event))),
    ];
  }

  const brief = (event) => el("div", {}, verdict(event));

  /** The verdict and what its kind adds, without what the packet itself says. */
  const evidence = (event) => el("div", {}, verdict(event), facts(event, PLAIN));

  /** The evidence for an event as readable text; `crowd` others stand where it stands. */
  function describe(event, crowd) {
    const { frame, file } = frameOf(event);
    return el(
      "div",
      {},
      verdict(event),
      el("p.tip-where", {}, session.packetFlow(event)),
      el(
        "p.tip-where",
        {},
        format.moment(session.since(columns().time[event])),
        frame >= 0 && " · frame " + format.count(frame),
        file && " of " + file,
      ),
      facts(event, DRY),
      crowd > 0 && el("p.tip-more", {}, "and " + format.count(crowd) + " more right here: zoom in"),
    );
  }

  /** Everything about an event, with a filter that finds its packet in Wireshark. */
  function detail(event) {
    const { frame } = frameOf(event);
    return el(
      "div.event-detail",
      {},
      el(
        "p",
        {},
        words.meaning(kindOf(event).name) + " ",
        el("strong", {}, format.capital(session.reason(event)) + "."),
      ),
      el("p.muted", {}, session.clock(columns().time[event]), " · ", session.packetFlow(event)),
      facts(event, SAID),
      frame >= 0 &&
        el(
          "p",
          {},
          "Wireshark: ",
          dom.copyable("frame.number==" + frame, "the display filter for this packet"),
        ),
    );
  }

  /** A list of events. options: label, activate?(event), detail?, withConnection */
  function create(options) {
    const list = [
      {
        title: "Time",
        width: 132,
        css: "num",
        cell: (i) => format.moment(session.since(columns().time[i])),
      },
      {
        title: "Frame",
        width: 76,
        css: "num",
        cell: (i) => {
          const { frame } = frameOf(i);
          return format.count(frame);
        },
      },
      {
        title: "Event",
        width: 164,
        cell: (i) =>
          el("span.what", {}, dom.kindIcon(kindOf(i).name, columns().severity[i]), kindOf(i).title),
      },
      { title: "Severity", width: 88, cell: (i) => severityWord(columns().severity[i]) },
      {
        title: "Reason",
        width: 236,
        css: "two-lines",
        cell: (i) => el("span", {}, format.capital(session.reason(i))),
      },
    ];
    if (options.withConnection) {
      list.push({ title: "Packet", width: 320, cell: (i) => session.packetFlow(i) });
    }
    return table.create(list, { empty: "No events.", ...options });
  }

  const severityWord = (severity) =>
    el("span." + words.severities[severity].css, {}, words.severities[severity].title);

  return { create, describe, detail, brief, evidence, severityWord };
})();
