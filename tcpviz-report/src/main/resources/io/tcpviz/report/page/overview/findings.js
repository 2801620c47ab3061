// SPDX-License-Identifier: Apache-2.0
// What findings speak of: their events, their worst moment, and which of them are alike. The
// troubles and the rules of their events are those of docs/SESSION.md.
"use strict";

const findings = (() => {
  const field = (event, name) => session.events.details(event).get(name);
  const reason = (event) => session.text(session.events.columns.reason[event]);

  const OF_HANDSHAKES = {
    syn_timeout: "syn_unanswered",
    syn_ack_unanswered: "handshake_incomplete",
    accept_overflow: "accept_overflow",
    syn_storm: "syn_storm",
    half_open: "half_open",
    connection_refused: "connection_refused",
    syn_retry_without_synack: "syn_repeated",
    syn_ack_repeated: "syn_repeated",
  };
  const OF_TEARDOWNS = {
    rst_with_data_outstanding: "reset_with_data",
    fin_unanswered: "fin_unanswered",
    rst_storm: "reset_storm",
    fin_storm: "fin_storm",
  };

  function ofRetransmission(event) {
    const kind = field(event, "kind");
    if (kind === "syn" || kind === "syn_ack") {
      return "";
    }
    if (kind === "rto") {
      return "retransmission_timeout";
    }
    if (kind === "unneeded" || field(event, "spurious") === true) {
      return "needless_retransmission";
    }
    return kind === "rto_followup"
      ? "retransmission_timeout"
      : kind === "tlp"
        ? "tail_loss_probe"
        : "repaired_loss";
  }

  function ofLoss(event) {
    const resolution = field(event, "resolution");
    if (resolution === "repaired") {
      return "";
    }
    const stall = typeof field(event, "stall_ms") === "number";
    return stall ? "ack_stall" : resolution === "unrepaired" ? "unrepaired_loss" : "";
  }

  // By the kind of an event, the trouble that it shows.
  const troubles = {
    retransmission: ofRetransmission,
    loss_infer: ofLoss,
    out_of_order: () => "reordering",
    duplicate_packet: (event) =>
      field(event, "whole_capture") === true ? "mirrored_capture" : "duplicate_packet",
    zero_window: () => "zero_window",
    window_full: () => "window_full",
    window_shrink: () => "window_shrink",
    capture_gap: () => "capture_gap",
    handshake_anomaly: (event) => OF_HANDSHAKES[reason(event)],
    teardown_anomaly: (event) => OF_TEARDOWNS[reason(event)],
  };

  /** The server of a connection as findings name it. */
  function serverOfRow(row) {
    const { server, serverPort } = session.connections.columns;
    const address = session.text(server[row]);
    return (address.includes(":") ? "[" + address + "]" : address) + ":" + serverPort[row];
  }

  /** Whether a finding is about the server of a connection: its own, or one that no other has. */
  function speaksOf(finding) {
    if (finding.trouble === "mirrored_capture") {
      return () => true;
    }
    if (finding.server) {
      return (row) => serverOfRow(row) === finding.server;
    }
    const others = new Set(
      session.findings
        .filter((each) => each.trouble === finding.trouble && each.server)
        .map((each) => each.server),
    );
    return others.size === 0 ? () => true : (row) => !others.has(serverOfRow(row));
  }

  /** The events of a finding, in time order. */
  function eventsOf(finding) {
    const kind = session.kinds.findIndex((each) => each.name === finding.event);
    const { kind: kinds, connection } = session.events.columns;
    const all = session.order.filter((event) => kinds[event] === kind);
    const of = troubles[finding.event];
    if (!finding.trouble || !of) {
      return all; // of a version that had no names for troubles
    }
    const isIts = speaksOf(finding);
    return all.filter((event) => of(event) === finding.trouble && isIts(connection[event]));
  }

  const LISTED = 4; // findings of one trouble before the others of it are folded

  const time = (finding) => Number(finding.lost_time_ms) || 0;
  const bySeverity = (a, b) =>
    words.severityOf(b.severity) - words.severityOf(a.severity) ||
    time(b) - time(a) ||
    (Number(b.events) || 0) - (Number(a.events) || 0);

  /** What findings of one trouble have in common. */
  const troubleOf = (finding) => finding.severity + " " + (finding.trouble || finding.event);

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
      return route.hash("connection", {
        connection: worst.connection,
        frame: typeof worst.frame === "number" ? worst.frame : "",
        file: typeof worst.file === "string" ? worst.file : "",
      });
    }
    const first = [finding.connections].flat()[0];
    return typeof first === "number" ? route.hash("connection", { connection: first }) : "";
  }

  return { eventsOf, arrange, troubleOf, moment };
})();
