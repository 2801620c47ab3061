// SPDX-License-Identifier: Apache-2.0
// Single events in words, and lists of them.
"use strict";

const eventList = (() => {
  const { el } = dom;
  const SAID = new Set(["@frame", "@file"]); // in lines of their own
  const DRY = [...SAID, "@seq", "@ack", "@len", "@flags", "max_cwnd_bytes"]; // not for a first look
  const PLAIN = [...DRY, "cwnd_bytes", "rtt_ema_ms"]; // not beside charts, which say it
  const CONTEXT = ["cwnd_bytes", "max_cwnd_bytes", "rtt_ema_ms", "confidence"]; // of every kind

  const columns = () => session.events.columns;
  const kindOf = (event) => session.kinds[columns().kind[event]];

  function frameOf(event) {
    const known = session.events.details(event);
    return { frame: known.get("@frame") ?? -1, file: known.get("@file") || "" };
  }

  /** What the kind of event adds comes first, then what all have, the fields of the packet last. */
  function facts(event, without) {
    const known = session.events
      .fields(event)
      .filter(([name, value]) => !without.has(name) && value !== null);
    const place = ([name]) => (name.startsWith("@") ? 2 : CONTEXT.includes(name) ? 1 : 0);
    return el(
      "dl.pairs",
      {},
      [0, 1, 2].flatMap((at) => known.filter((pair) => place(pair) === at)).map(
        ([name, value]) =>
          el("div", {}, el("dt", {}, words.label(name)), el("dd", {}, words.value(name, value))),
      ),
    );
  }

  const storyOf = (event) => story.of(kindOf(event).name, session.events.details(event));

  /** What neither the sentence of an event nor its reason has said. */
  function further(event, without) {
    const { said } = storyOf(event);
    const evidence = session.events.details(event).get("evidence");
    const isReason = evidence === session.text(columns().reason[event]);
    return facts(event, new Set([...without, ...said, ...(isReason ? ["evidence"] : [])]));
  }

  /** What an event is, what it says, and why it was raised. */
  function verdict(event) {
    const severity = words.severities[columns().severity[event]];
    const { text } = storyOf(event);
    const reason = format.capital(session.reason(event));
    return [
      el(
        "p.tip-head",
        {},
        dom.kindIcon(kindOf(event).name, columns().severity[event]),
        el("strong", {}, kindOf(event).title),
        el("span." + severity.css, {}, severity.title),
      ),
      text && el("p.tip-story", {}, text),
      el("p.tip-reason", {}, reason + (text && reason ? "." : "")),
    ];
  }

  /** The verdict in one sentence. */
  function brief(event) {
    const [head, story, reason] = verdict(event);
    return el("div", {}, head, story || reason);
  }

  /** The verdict and what its kind adds, without what the packet itself says. */
  const evidence = (event) => el("div", {}, verdict(event), further(event, PLAIN));

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
      further(event, DRY),
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
