// SPDX-License-Identifier: Apache-2.0
// The verdict, what was found, what was captured, and how far the capture can be trusted.
"use strict";

const overview = (() => {
  const { el } = dom;
  const NAMES = { timeline: "Timeline", summary: "Connections", report: "Report" };

  const number = (value) => (typeof value === "number" ? value : -1);
  const millis = (value) => (typeof value === "number" ? Math.round(value * 1e6) : -1);
  const packets = () => number(session.summary.tcp_packets);
  const findings = () => (Array.isArray(session.summary.findings) ? session.summary.findings : []);
  const severityOf = (name) => Math.max(0, words.severities.findIndex((each) => each.name === name));

  function title() {
    document.title = session.title() + " · tcpviz " + NAMES[session.page].toLowerCase();
    const when = session.hasTime && session.to > 0
      ? session.clock(session.from).replace(/\.\d+/, "") + " · " + format.duration(session.to - session.from) : "";
    return [
      el("p.brand", {}, el("strong", {}, "tcpviz"), " " + NAMES[session.page]),
      el("h1", {}, session.title()),
      when && el("p.muted", {}, when),
    ];
  }

  /** How many of each severity, the worst first: of the findings, or of the events without any. */
  function tally() {
    const counts = [0, 0, 0];
    findings().forEach((finding) => { counts[severityOf(finding.severity)]++; });
    return findings().length ? { counts, noun: "finding" }
      : { counts: session.events ? session.severityCounts : [session.total, 0, 0], noun: "event" };
  }

  function sentence() {
    if (session.total === 0 && findings().length === 0) {
      if (!session.hasSummary) {
        return "No anomalies: the file holds no events";
      }
      return packets() === 0 ? "No TCP packets in this capture"
        : "No anomalies in " + format.many(packets(), "TCP packet") + " of " + format.many(connectionCount(), "connection");
    }
    const { counts, noun } = tally();
    const said = [[2, "critical " + noun, "critical " + noun + "s"], [1, "warning"], [0, "note"]]
      .filter(([severity]) => counts[severity] > 0)
      .map(([severity, one, more]) => format.many(counts[severity], one, more));
    return counts[1] + counts[2] === 0 && session.events ? "Nothing serious: " + format.many(session.total, "minor event")
      : session.events || findings().length ? joined(said) : format.many(session.total, "event");
  }

  const joined = (parts) => (parts.length < 2 ? parts.join("")
    : parts.slice(0, -1).join(", ") + " and " + parts[parts.length - 1]);

  const connectionCount = () => Math.max(number(session.summary.connections), session.connections.rows);

  function lostTime() {
    const all = session.connections.columns.lostTime;
    return all.reduce((sum, nanos) => sum + Math.max(nanos, 0), 0);
  }

  function worst() {
    const { counts } = tally();
    return counts[2] > 0 ? 2 : counts[1] > 0 ? 1 : session.total > 0 ? 0 : -1;
  }

  function verdict() {
    const severity = worst();
    const affected = session.eventCounts.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
    const more = session.total > 0
      ? format.many(session.total, "event") + " in " + format.count(affected) + " of " + format.many(connectionCount(), "connection")
        + (lostTime() > 0 ? " · " + format.duration(lostTime()) + " spent waiting" : "")
      : severity < 0 && packets() > 0 ? "Every retransmission, loss, reordering, stall and closed window would be listed here. There were none." : "";
    return el("section.verdict." + (severity < 0 ? "good" : words.severities[severity].css), { "aria-label": "Verdict" },
      severity < 0 ? dom.checkIcon() : dom.severityIcon(severity),
      el("div", {}, el("h2", {}, sentence()),
        session.page !== "report" && findings().length > 0 && el("p.worst", {}, String(findings()[0].sentence)),
        more && el("p", {}, more), caveat()));
  }

  /** Damage matters for the verdict itself. */
  function caveat() {
    const damages = damagesOf();
    return damages.length > 0 && el("p.caveat", {}, "The capture is damaged; everything readable was analysed. See its quality below.");
  }

  const damagesOf = () => (session.summary.files || []).flatMap((file) => (file && file.damages) || []);

  function connectionLinks(finding) {
    const numbers = (finding.connections || []).filter((each) => typeof each === "number");
    const more = number(finding.connection_count) - numbers.length;
    return numbers.length > 0 && el("span.links", {},
      numbers.slice(0, 6).map((each) => el("a", { href: "#connection=" + each, "aria-label": "Connection " + each }, "#" + each)),
      (more > 0 || numbers.length > 6) && " and " + format.count(Math.max(more, 0) + Math.max(numbers.length - 6, 0)) + " more");
  }

  /** The ranked findings; `showKind(name)` leads to the events of a kind. */
  function findingList(showKind) {
    return findings().length > 0 && el("section", {}, el("h2", {}, "Findings"),
      el("ol.findings", {}, findings().map((finding) => {
        const severity = severityOf(finding.severity);
        const kind = session.kinds.find((each) => each.name === finding.kind);
        const lost = millis(finding.lost_time_ms);
        return el("li." + words.severities[severity].css, {}, dom.severityIcon(severity),
          el("div", {},
            el("p.sentence", {}, el("span.visually-hidden", {}, words.severities[severity].title + ": "), String(finding.sentence)),
            el("p.muted", {}, kind && words.meaning(kind.name)),
            el("p.meta", {},
              kind && (session.events ? el("button.link", { type: "button", onclick: () => showKind(kind.name) }, format.many(number(finding.events), "event")) : format.many(number(finding.events), "event")),
              lost > 0 && el("span", {}, format.duration(lost) + " lost"),
              connectionLinks(finding))));
      })));
  }

  function facts() {
    const { summary } = session;
    const span = session.to - session.from;
    const tcp = packets();
    const tile = (name, value, note) => value !== format.UNKNOWN && el("div", {}, el("dt", {}, name), el("dd", {}, value, note && el("small", {}, note)));
    return el("section", {}, el("h2", {}, "Capture"), el("dl.facts", {},
      tile("TCP packets", format.count(tcp), tcp >= 0 && number(summary.packets) > tcp ? "of " + format.count(summary.packets) : ""),
      tile("Connections", format.count(connectionCount())),
      tile("Events", format.count(session.total)),
      tile("Duration", session.hasTime ? format.duration(span) : format.UNKNOWN),
      tile("On the wire", format.bytes(number(summary.bytes)), span > 0 && number(summary.bytes) > 0 ? rate(summary.bytes, span) : ""),
      session.hasFigures && tile("Spent waiting", format.duration(lostTime())),
      session.hasFigures && tile("Sent again", share("retransmittedPackets", "packets"), "of packets")));
  }

  function rate(octets, nanos) {
    const bits = (octets * 8e9) / nanos;
    const [unit, size] = bits >= 1e9 ? ["Gbit/s", 1e9] : bits >= 1e6 ? ["Mbit/s", 1e6] : ["kbit/s", 1e3];
    return (bits / size).toFixed(bits / size >= 100 ? 0 : 1) + " " + unit;
  }

  function share(part, whole) {
    const sum = (name) => session.connections.columns[name].reduce((n, value) => n + Math.max(value, 0), 0);
    return format.percent(sum(part), sum(whole));
  }

  /** What bears on how far the verdict can be trusted: [good?, text]. */
  function remarks() {
    const { summary } = session;
    const quality = summary.capture_quality || {};
    const skipped = Object.entries(summary.skipped || {}).filter(([, n]) => n > 0);
    const all = damagesOf().map((damage) => [false, "Damaged: " + damageText(damage)]);
    const add = (bad, text) => bad && all.push([false, text]);
    add(session.invalidEvents > 0, format.many(session.invalidEvents, "line") + " of the events file could not be read and " + (session.invalidEvents === 1 ? "is" : "are") + " not shown.");
    add(session.invalidConnections > 0, format.many(session.invalidConnections, "line") + " of the connections file could not be read and " + (session.invalidConnections === 1 ? "is" : "are") + " not shown.");
    add(quality.dropped_by_host > 0, "The capturing host lost " + format.many(quality.dropped_by_host, "frame") + ".");
    add(quality.gap_bytes > 0, "The capture lacks " + format.bytes(quality.gap_bytes) + " that the receivers have: " + format.percent(quality.gap_bytes, quality.gap_bytes + quality.unique_bytes) + " of the data.");
    add(quality.mirrored, "The capture holds most packets twice, as a mirror port makes them.");
    add(quality.duplicate_segments > 0 && !quality.mirrored, format.many(quality.duplicate_segments, "duplicate packet") + ".");
    add(quality.one_sided_connections > 0, "Only one direction was captured of " + format.many(quality.one_sided_connections, "connection") + ".");
    add(quality.time_reversals > 0, format.many(quality.time_reversals, "frame") + " stamped earlier than the frame before.");
    if (quality.cut_segments > 0) {
      all.push([true, format.many(quality.cut_segments, "packet") + " cut by the snap length; headers were enough."]);
    }
    if (skipped.length > 0) {
      const count = skipped.reduce((sum, [, n]) => sum + n, 0);
      all.push([true, format.many(count, "frame") + " without a TCP segment: " + skipped.sort((a, b) => b[1] - a[1])
        .map(([reason, n]) => format.count(n) + " " + session.skipTitle(reason)).join(", ") + "."]);
    } else if (packets() > 0) {
      all.push([true, "Every frame was a TCP segment."]);
    }
    if (session.hasSummary && !all.some(([good]) => !good)) {
      all.unshift([true, "Complete: no damage, no gaps, no losses at the capturing host."]);
    }
    return all;
  }

  const damageText = (damage) => (typeof damage === "string" ? damage
    : [damage.source && damage.source + ":", damage.reason, damage.offset !== undefined && "at byte " + format.count(damage.offset)].filter(Boolean).join(" "));

  function quality() {
    const all = remarks();
    return all.length > 0 && el("section", {}, el("h2", {}, "Quality of the capture"),
      el("ul.remarks", {}, all.map(([good, text]) => el("li", {}, good ? dom.checkIcon() : dom.severityIcon(1), el("span", {}, text)))));
  }

  function foot() {
    const { summary } = session;
    const files = (summary.files || []).filter(Boolean).map((file) =>
      [file.name, file.format, file.frames >= 0 && format.many(file.frames, "frame")].filter(Boolean).join(" · "));
    const options = Object.entries(summary.options || {}).map(([name, value]) => name + " = " + JSON.stringify(value));
    return el("div", {},
      el("p", {}, "Made by tcpviz", summary.tcpviz_version && " " + summary.tcpviz_version, summary.backend && " with the " + summary.backend + " reader",
        ". This page is complete in itself and loads nothing."),
      files.length > 0 && el("details", {}, el("summary", {}, "Files"), el("ul", {}, files.map((text) => el("li", {}, text)))),
      options.length > 0 && el("details", {}, el("summary", {}, "Options"), el("ul.options", {}, options.map((text) => el("li", {}, el("code", {}, text))))),
      el("details", {}, el("summary", {}, "Licence of the chart library"),
        el("p", {}, "Axes, zoom and cursor are drawn by uPlot:"), el("pre", {}, document.getElementById("licence").textContent)));
  }

  return { title, verdict, findingList, facts, quality, foot };
})();
