// SPDX-License-Identifier: Apache-2.0
// What findings speak of: their events, their worst moment, and which of them are alike.
"use strict";

const findings = (() => {
  const field = (event, name) => session.events.details(event).get(name);
  const reason = (event) => session.text(session.events.columns.reason[event]);

  // What tells the troubles apart that one kind of event can show.
  const marks = {
    retransmission: (event) => field(event, "kind"),
    loss_infer: (event) => typeof field(event, "stall_ms") === "number",
    duplicate_packet: (event) => field(event, "whole_capture") === true,
    handshake_anomaly: reason,
    teardown_anomaly: reason,
  };

  // By the words of the sentence, the marks of the events that it counts.
  const troubles = {
    retransmission: [
      [/retransmission timeout/, ["rto", "rto_followup"]],
      [/end of a burst/, ["tlp"]],
      [/needlessly/, ["unneeded"]],
      [/repaired/, ["fast", "sack", "rack", "fin", "unknown"]],
    ],
    loss_infer: [[/./, [true]]],
    duplicate_packet: [[/./, [true]]],
    handshake_anomaly: [
      [/no answer/, ["syn_timeout"]],
      [/not completed/, ["syn_ack_unanswered"]],
      [/want of room/, ["accept_overflow"]],
      [/in a storm/, ["syn_storm"]],
      [/forgotten/, ["half_open"]],
      [/refused/, ["connection_refused"]],
      [/repeat/, ["syn_retry_without_synack", "syn_ack_repeated"]],
    ],
    teardown_anomaly: [
      [/data outstanding/, ["rst_with_data_outstanding"]],
      [/acknowledgment of/, ["fin_unanswered"]],
      [/storm of/, ["rst_storm", "fin_storm"]],
    ],
  };

  /** Events of its kind, with its server where it names connections. */
  function related(finding, name) {
    const kind = session.kinds.findIndex((each) => each.name === name);
    const { server, serverPort } = session.connections.columns;
    const { kind: kinds, connection } = session.events.columns;
    const rows = [finding.connections].flat().map((number) => session.rowOf(number));
    const like = rows.find((row) => row !== undefined);
    return session.order.filter((event) => {
      const row = connection[event];
      const isOfServer =
        like === undefined ||
        (server[row] === server[like] && serverPort[row] === serverPort[like]);
      return kinds[event] === kind && isOfServer;
    });
  }

  /** The events of a finding, in time order. */
  function eventsOf(finding) {
    const name = finding.event || finding.kind;
    const all = related(finding, name);
    const mark = marks[name];
    if (!mark || all.length === finding.events) {
      return all;
    }
    const known = troubles[name].find(([said]) => said.test(String(finding.sentence)));
    const told = known ? all.filter((event) => known[1].includes(mark(event))) : all;
    if (told.length === finding.events) {
      return told;
    }
    // A sentence of another version: if the count fits one mark alone, it is that one.
    const alone = [...new Set(Array.from(all, mark))]
      .map((each) => all.filter((event) => mark(event) === each))
      .filter((events) => events.length === finding.events);
    return alone.length === 1 ? alone[0] : told;
  }

  const LISTED = 4; // findings of one trouble before the others of it are folded

  const time = (finding) => Number(finding.lost_time_ms) || 0;
  const bySeverity = (a, b) =>
    words.severityOf(b.severity) - words.severityOf(a.severity) ||
    time(b) - time(a) ||
    (Number(b.events) || 0) - (Number(a.events) || 0);

  /** What findings of one trouble have in common; without a name, the words of the sentence. */
  const troubleOf = (finding) =>
    finding.severity +
    " " +
    (finding.trouble ||
      String(finding.sentence)
        .split(" ")
        .filter((word) => !/\d/.test(word))
        .join(" ")
        .replace(/connections? to were|connection to was/, "to were")
        .replace(/s\b/g, ""));

  /**
   * The findings in their order, the worst first, as entries {finding}; where many are of one
   * trouble, those beyond the first few are one entry {alike: [findings]}.
   */
  function arrange(all) {
    const troubles = new Map();
    const entries = [];
    for (const finding of all.slice().sort(bySeverity)) {
      const trouble = troubleOf(finding);
      const known = troubles.get(trouble) || { count: 0, fold: null };
      troubles.set(trouble, known);
      if (++known.count <= LISTED) {
        entries.push({ finding });
      } else if (known.fold) {
        known.fold.alike.push(finding);
      } else {
        known.fold = { alike: [finding] };
        entries.push(known.fold);
      }
    }
    return entries.map((entry) => (entry.alike?.length === 1 ? { finding: entry.alike[0] } : entry));
  }

  /** The address in the page of the worst moment, or of the connection; empty for neither. */
  function moment(finding) {
    const { worst } = finding;
    if (worst && typeof worst.connection === "number") {
      const frame = typeof worst.frame === "number" ? "&frame=" + worst.frame : "";
      return "#connection=" + worst.connection + frame;
    }
    const first = [finding.connections].flat()[0];
    return typeof first === "number" ? "#connection=" + first : "";
  }

  /** The sentence without the figures at its end, which stand in columns of their own. */
  const sentence = (finding) =>
    format.grouped(
      String(finding.sentence).replace(/(, [\d.]+ [a-zµ]+ in all)? \(\d+ events?\)$/, ""),
    );

  /** The address and port that it is about, empty for none. */
  const serverOf = (finding) =>
    typeof finding.server === "string"
      ? finding.server
      : /(?:^| )(\[[0-9a-f:.]+\]:\d+|\d+(?:\.\d+){3}:\d+)(?= |$)/i.exec(finding.sentence)?.[1] || "";

  return { eventsOf, arrange, moment, sentence, server: serverOf };
})();
