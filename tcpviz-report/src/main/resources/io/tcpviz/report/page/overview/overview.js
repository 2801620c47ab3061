// SPDX-License-Identifier: Apache-2.0
// The name of the capture, the verdict, and what was captured in figures.
"use strict";

const overview = (() => {
  const { el } = dom;
  const number = (value) => (typeof value === "number" ? value : -1);
  const packets = () => number(session.summary.tcp_packets);

  function title() {
    document.title = session.title() + " · tcpviz " + session.page;
    const when = session.hasTime ? session.clock(session.from).replace(/\.\d+/, "") : "";
    return el(
      "div.title",
      {},
      el("h1", {}, session.title()),
      when && el("p.muted", {}, when),
    );
  }

  /** How many of each severity: of the findings as they are listed, or without any, of events. */
  function tally() {
    if (session.findings.length === 0) {
      return { counts: session.severityCounts, noun: "event" };
    }
    const counts = [0, 0, 0];
    session.findings.forEach((finding) => {
      counts[words.severityOf(finding.severity)]++;
    });
    return { counts, noun: "finding" };
  }

  function sentence() {
    if (session.total === 0 && session.findings.length === 0) {
      if (!session.hasSummary) {
        return "No anomalies: the file holds no events";
      }
      if (packets() === 0) {
        return session.hiddenCount > 0
          ? "This capture could not be looked into"
          : session.live
            ? "No TCP packets so far"
            : "No TCP packets in this capture";
      }
      return isMostlyHidden()
        ? "Much of this capture could not be looked into"
        : (session.damages.length > 0
            ? "No anomalies in what was read: "
            : session.live
              ? "No anomalies so far in "
              : "No anomalies in ") +
            format.many(packets(), "TCP packet") +
            " of " +
            format.many(connectionCount(), "connection");
    }
    const { counts, noun } = tally();
    const said = [
      [2, "critical " + noun, "critical " + noun + "s"],
      [1, "warning"],
      [0, "note"],
    ]
      .filter(([severity]) => counts[severity] > 0)
      .map(([severity, one, more]) => format.many(counts[severity], one, more));
    const listed = gravest(counts);
    const graver = gravest(session.severityCounts) > listed ? graverEvents() : "";
    return listed <= 0 && !graver
      ? "Nothing serious: " + format.many(counts[0], "minor " + noun)
      : joined(said) + graver;
  }

  /** The gravest severity that occurs, -1 for none. */
  const gravest = (counts) =>
    counts.reduce((highest, n, severity) => (n > 0 ? severity : highest), -1);

  /** The gravest events, where none of the findings is as grave. */
  function graverEvents() {
    const severity = gravest(session.severityCounts);
    const n = session.severityCounts[severity];
    return (
      "; " +
      format.many(n, "event is ", "events are ") +
      (severity === 2 ? "critical" : n === 1 ? "a warning" : "warnings")
    );
  }

  /** Whether an all-clear would speak of the lesser part of the capture. */
  const isMostlyHidden = () => session.hiddenCount > Math.max(0, packets());

  const joined = (parts) =>
    parts.length < 2
      ? parts.join("")
      : parts.slice(0, -1).join(", ") + " and " + parts[parts.length - 1];

  const connectionCount = () =>
    Math.max(number(session.summary.connections), session.connections.rows);

  function lostTime() {
    const all = session.connections.columns.lostTime;
    return all.reduce((sum, nanos) => sum + Math.max(nanos, 0), 0);
  }

  function worst() {
    const known = Math.max(gravest(tally().counts), gravest(session.severityCounts));
    return isMostlyHidden() || session.damages.length > 0 ? Math.max(known, 1) : known;
  }

  function verdict() {
    const severity = worst();
    const affected = session.eventCounts.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
    const more =
      session.total > 0
        ? format.many(session.total, "event") +
          " in " +
          format.count(affected) +
          " of " +
          format.many(connectionCount(), "connection") +
          (lostTime() > 0 ? " · " + format.duration(lostTime()) + " spent waiting" : "")
        : packets() > 0
          ? (severity < 0 || !isMostlyHidden()
              ? ""
              : "No anomalies in the " + format.many(packets(), "TCP packet") + " of the rest. ") +
            "Every retransmission, loss, reordering, stall and closed window would be listed here. There were none."
          : "";
    return el(
      "section.verdict." + (severity < 0 ? "good" : words.severities[severity].css),
      { "aria-label": "Verdict" },
      severity < 0 ? dom.checkIcon() : dom.severityIcon(severity),
      el(
        "div",
        {},
        el("h2", {}, sentence()),
        !["report", "live"].includes(session.page) &&
          session.findings.length > 0 &&
          el("p.worst", {}, format.grouped(String(session.findings[0].sentence))),
        more && el("p", {}, more),
        caveat(),
      ),
    );
  }

  /** Damage and what nobody looked into matter for the verdict itself. */
  function caveat() {
    return [
      quality.isMuch(session.hiddenCount) &&
        el("p.caveat", {}, quality.unseen(session.hiddenCount)),
      session.damages.length > 0 &&
        el(
          "p.caveat",
          {},
          quality.isInterrupted()
            ? "Reading was interrupted; only what had been read by then was analysed."
            : "The capture is damaged; everything readable was analysed.",
        ),
    ];
  }

  function facts() {
    const { summary } = session;
    const span = session.to - session.from;
    const tcp = packets();
    const tile = (name, value, note) =>
      value !== format.UNKNOWN &&
      el("div", {}, el("dt", {}, name), el("dd", {}, value, note && el("small", {}, note)));
    return el(
      "section.capture",
      { "aria-label": "Capture in figures" },
      el(
        "dl.facts",
        {},
        tile(
          "TCP packets",
          format.count(tcp),
          tcp >= 0 && number(summary.packets) > tcp ? "of " + format.count(summary.packets) : "",
        ),
        tile("Connections", format.count(connectionCount())),
        tile("Events", format.count(session.total)),
        tile("Duration", session.hasTime ? format.duration(span) : format.UNKNOWN),
        tile(
          "On the wire",
          format.bytes(number(summary.bytes)),
          span > 0 && number(summary.bytes) > 0 ? format.rate(summary.bytes, span) : "",
        ),
        session.hasFigures && tile("Spent waiting", format.duration(lostTime()), "of all connections"),
        session.hasFigures &&
          tile("Sent again", share("retransmittedPackets", "packets"), "of packets"),
      ),
    );
  }

  function share(part, whole) {
    const sum = (name) =>
      session.connections.columns[name].reduce((n, value) => n + Math.max(value, 0), 0);
    return format.percent(sum(part), sum(whole));
  }

  return { title, verdict, facts };
})();
