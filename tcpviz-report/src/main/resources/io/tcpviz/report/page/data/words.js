// SPDX-License-Identifier: Apache-2.0
// What things are called, what they mean, and the shape that stands for each kind of event.
"use strict";

const words = (() => {
  const severities = [
    { name: "INFO", title: "Note", plural: "notes", css: "info" },
    { name: "WARNING", title: "Warning", plural: "warnings", css: "warning" },
    { name: "CRITICAL", title: "Critical", plural: "critical", css: "critical" },
  ];

  // Paths in a box of 16 by 16 around its centre.
  const shapes = {
    retransmission: "M8 2.5 L14 13 L2 13 Z",
    out_of_order: "M8 1.5 L14.5 8 L8 14.5 L1.5 8 Z",
    loss_infer:
      "M4.6 2 L8 5.4 L11.4 2 L14 4.6 L10.6 8 L14 11.4 L11.4 14 L8 10.6 L4.6 14 L2 11.4 L5.4 8 L2 4.6 Z",
    handshake_anomaly: "M2 3 L14 3 L8 13.5 Z",
    teardown_anomaly: "M3 3 H13 V13 H3 Z",
    zero_window:
      "M8 1.8 A6.2 6.2 0 1 0 8 14.2 A6.2 6.2 0 1 0 8 1.8 Z M8 4.8 A3.2 3.2 0 1 1 8 11.2 A3.2 3.2 0 1 1 8 4.8 Z",
    duplicate_packet: "M2 2 H10 V6 H14 V14 H6 V10 H2 Z",
    keep_alive: "M8 3 A5 5 0 1 0 8 13 A5 5 0 1 0 8 3 Z",
    zero_window_probe: "M6.2 2 H9.8 V6.2 H14 V9.8 H9.8 V14 H6.2 V9.8 H2 V6.2 H6.2 Z",
    window_full: "M2 2.5 H14 V13.5 H2 Z M4.6 5.1 V7 H11.4 V5.1 Z",
    window_shrink: "M1.5 8 L7 2.5 V6 H10.5 V10 H7 V13.5 Z M12 2.5 H14.5 V13.5 H12 Z",
    capture_gap: "M2 2 H6 V14 H2 Z M10 2 H14 V14 H10 Z",
  };
  const otherShape = "M8 2 L13.7 6.1 L11.5 12.8 L4.5 12.8 L2.3 6.1 Z";

  const meanings = {
    retransmission: "The sender sent octets that it had already sent.",
    out_of_order: "Segments sent later arrived before this one; the network changed their order.",
    loss_infer: "Octets did not reach the receiver, or their acknowledgment did not come.",
    handshake_anomaly: "The connection was refused, not answered, or opened slowly or in an unusual way.",
    teardown_anomaly: "The connection was cut off instead of closed, closed again and again, or not by both sides.",
    zero_window: "The receiver could take no more: its application does not read fast enough.",
    duplicate_packet: "The very same packet again, copied by the network or by the capture.",
    keep_alive: "A probe that keeps an idle connection alive. Nothing is wrong.",
    zero_window_probe: "The sender asks whether a closed window has opened again.",
    window_full: "The sender used up all that the receiver allows and has to wait.",
    window_shrink: "The receiver took back part of the window that it had offered.",
    capture_gap:
      "The receiver has octets that the capture lacks: the capture lost them, not the network.",
  };

  const retransmissions = {
    fast: "fast retransmission: duplicate acknowledgments reported the loss",
    rack: "repair as something sent later had arrived",
    sack: "repair of a hole that selective acknowledgments reported",
    tlp: "tail loss probe: the last segment again, to provoke an acknowledgment",
    rto: "the retransmission timer ran out",
    rto_followup: "more old octets after a timeout",
    syn: "the SYN again",
    syn_ack: "the SYN-ACK again",
    fin: "the FIN again",
    unneeded: "the receiver already had these octets",
  };

  const labels = {
    kind: "Why",
    spurious: "Needless",
    backoff: "Timeouts in a row",
    late_ms: "Late by",
    extent_octets: "Overtaken by",
    idle_ms: "Idle before",
    after_ms: "After the first copy",
    waited_ms: "Since the first",
    since_last_ms: "Since the one before",
    reopened: "Opened again",
    resolution: "Outcome",
    window_ms: "Within",
    "@frame": "Frame",
    "@file": "File",
    "@seq": "Sequence number",
    "@ack": "Acknowledgment number",
    "@len": "Payload",
    "@flags": "Flags",
    confidence: "Confidence",
    cwnd_bytes: "In flight",
    max_cwnd_bytes: "Most in flight",
    rtt_ema_ms: "Smoothed RTT",
    since_original_ms: "After the original",
    silence_ms: "Silence before",
    dup_acks: "Duplicate ACKs",
    lost_dir: "Lost by",
    taken_bytes: "Taken back",
    rtt_min_ms: "RTT, lowest",
    rtt_mean_ms: "RTT, mean",
    rtt_max_ms: "RTT, highest",
    rtt_smoothed_ms: "RTT, smoothed at the end",
    rtt_samples: "RTT samples",
    mss_bytes: "MSS",
    octets: "Octets",
    unique_bytes: "Distinct payload",
    payload_bytes: "Payload",
    duplicate_acks: "Duplicate ACKs sent",
    retransmitted_bytes: "Retransmitted payload",
    zero_windows: "Windows closed",
    zero_window_ms: "Window closed for",
    stall_ms: "Stalled for",
    capture_gap_bytes: "Lacking in the capture",
    max_flight_bytes: "Most in flight",
    max_window_bytes: "Largest window",
    to_client_ms: "To the client, at least",
    to_server_ms: "To the server, at least",
    vantage: "Capture point",
    window_shift: "Window scale (shift)",
  };
  const exact = new Set(["@seq", "@ack", "lost_start", "lost_end", "gap_start", "gap_end"]);

  /** What a field is called. */
  function label(name) {
    if (labels[name]) {
      return labels[name];
    }
    const plain = name
      .replace(/_(ms|bytes)$/, "")
      .replaceAll("_", " ")
      .trim();
    return format.capital(plain);
  }

  /** Why a sender repeated, in plain words; empty where that is not known. */
  const repair = (kind) => (Object.hasOwn(retransmissions, kind) ? retransmissions[kind] : "");

  /** The value of a field, with its unit. */
  function value(name, value) {
    if (value === null) {
      return "not known";
    }
    if (typeof value === "boolean") {
      return value ? "yes" : "no";
    }
    if (typeof value !== "number") {
      return name === "kind"
        ? repair(value) || value
        : name === "lost_dir"
          ? value === "fwd"
            ? "the sender of this packet"
            : "the opposite side"
          : name === "evidence"
            ? value.split(", ").map(reason).join("; ")
            : value.replaceAll("_", " ");
    }
    return exact.has(name)
      ? String(value)
      : name === "confidence"
        ? Math.round(value * 100) + " %"
        : name.endsWith("_ms")
          ? format.duration(Math.round(value * 1e6))
          : /(_bytes|octets|_octets|octets_lost|^@len)$/.test(name)
            ? format.bytes(value)
            : Number.isInteger(value)
              ? format.count(value)
              : String(value);
  }

  const vantages = {
    near_client: "beside the client",
    near_server: "beside the server",
    mid_path: "between both",
  };

  const flaws = {
    gaps: "it lacks octets that the receiver has",
    one_sided: "it has one direction only",
    begins_midway: "it begins in the middle",
    merged_segments: "segments were merged by the adapter",
    recorded_late: "segments stand behind their acknowledgment",
    clock_back: "its clock went backwards",
  };

  /** How far the capture of a connection can be trusted; empty where nothing speaks against it. */
  const capture = (grade, found) =>
    found &&
    (grade === "poor" ? "Poor: " : "") +
      found
        .split(", ")
        .map((flaw) => flaws[flaw] || flaw.replaceAll("_", " "))
        .join("; ");

  const NO_SEGMENTS =
    "This page holds no segments of this connection, so its events stand alone: the page was made without its capture.";

  let reasons = {};

  /** A reason in plain words. */
  const reason = (name) => reasons[name] || name.replaceAll("_", " ");

  return {
    severities,
    /** The number of a severity; one that is not known is a note. */
    severityOf: (name) =>
      Math.max(
        0,
        severities.findIndex((each) => each.name === name),
      ),
    label,
    value,
    reason,
    capture,
    repair,
    vantage: (name) => vantages[name] || "",
    learn: (known) => {
      reasons = known;
    },
    shape: (kind) => shapes[kind] || otherShape,
    meaning: (kind) => meanings[kind] || "",
  };
})();
