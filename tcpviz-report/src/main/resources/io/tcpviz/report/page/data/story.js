// SPDX-License-Identifier: Apache-2.0
// What an event says, as one plain sentence made of the fields that its kind adds.
"use strict";

const story = (() => {
  const CIRCLE = 2 ** 32; // sequence numbers go round

  /** Whoever wrote the file: a field counts only if it is of the type that it should have. */
  const asked = (known) => ({
    number: (name) => (Number.isFinite(known.get(name)) ? known.get(name) : null),
    is: (name) => known.get(name) === true,
    text: (name) => (typeof known.get(name) === "string" ? known.get(name) : ""),
    ms: (name) => {
      const value = known.get(name);
      return Number.isFinite(value) && value >= 0 ? format.duration(Math.round(value * 1e6)) : "";
    },
    octets: (name) => {
      const value = known.get(name);
      return Number.isFinite(value) && value > 0 ? format.bytes(value) : "";
    },
  });

  /** Parts of a sentence; those that are not known are left out. */
  const joined = (...parts) => parts.filter(Boolean).join("");
  const frame = (number) => (number === null ? "" : "frame " + format.count(number));

  const again = new Map([
    ["syn", "The SYN"],
    ["syn_ack", "The SYN-ACK"],
    ["fin", "The FIN"],
  ]);

  function retransmission({ number, is, text, ms, octets }) {
    const what = again.get(text("kind")) || octets("octets") || "Octets";
    const since = ms("since_original_ms");
    const original = frame(number("original_frame"));
    const why = again.has(text("kind")) ? "" : words.repair(text("kind"));
    const row = number("backoff");
    const silence = ms("silence_ms");
    return joined(
      what + " sent again",
      since && ", " + since + " after the original",
      original && " (" + original + ")",
      ".",
      why && " " + format.capital(why),
      why && row > 1 && ", " + format.count(row) + " times in a row",
      why && ".",
      silence && " Nothing moved for " + silence + ".",
      is("spurious") && " It was needless.",
    );
  }

  function outOfOrder({ number, ms, octets }) {
    const late = ms("late_ms");
    const by = frame(number("overtaken_by_frame"));
    const extent = octets("extent_octets");
    return joined(
      late && "Arrived " + late + " after a segment that was sent later",
      by && " (" + by + ")",
      late && ". ",
      extent && extent + " overtook it.",
    );
  }

  const outcomes = new Map([
    ["repaired", "They were sent again."],
    ["unrepaired", "They were not sent again."],
    ["acknowledged", "They were acknowledged, although they passed here only once."],
  ]);

  function loss({ number, text, ms }) {
    const [from, to] = [number("lost_start"), number("lost_end")];
    const size = from === null || to === null ? 0 : (((to - from) % CIRCLE) + CIRCLE) % CIRCLE;
    const stall = ms("stall_ms");
    const reports = number("dup_acks");
    return joined(
      stall && "No acknowledgment for " + stall + ". ",
      size > 0 && format.bytes(size),
      size > 0 && (text("lost_dir") === "rev" ? " of the other side lost" : " lost"),
      size > 0 &&
        reports > 0 &&
        ", reported by " + format.many(reports, "duplicate acknowledgment"),
      size > 0 && ". ",
      outcomes.get(text("resolution")),
    );
  }

  function handshake({ number, ms }) {
    const attempts = number("attempts");
    const waited = ms("waited_ms");
    const last = ms("since_last_ms");
    return joined(
      attempts > 0 && format.many(attempts, "attempt"),
      attempts > 0 && waited && (attempts > 1 ? ", the first " : ", ") + waited + " before",
      attempts > 0 && last && last !== waited && ", the last " + last + " before",
      attempts > 0 && ".",
    );
  }

  function teardown({ number, ms, octets }) {
    const count = number("count");
    const within = ms("window_ms");
    const lost = octets("octets_lost");
    return joined(
      count > 1 && within && format.count(count) + " of them in " + within + ". ",
      !(count > 1) && within && "Waited " + within + ". ",
      lost && lost + " not acknowledged.",
    );
  }

  function zeroWindow({ number, is, ms }) {
    const closed = ms("duration_ms");
    const said = number("advertisements");
    const probes = number("probes");
    return joined(
      closed && "Closed for " + closed,
      closed && said > 0 && ", said " + format.many(said, "time"),
      closed && probes > 0 && ", probed " + format.many(probes, "time"),
      closed && (is("reopened") ? "; then it opened again." : "; it was not seen to open again."),
    );
  }

  function copy({ number, is, ms }) {
    const original = frame(number("original_frame"));
    const after = ms("after_ms");
    return is("whole_capture")
      ? "Most packets of this capture come twice; this stands for all of them."
      : joined(
          after && after + " after the first copy",
          after && original && " (" + original + ")",
          after && ".",
        );
  }

  const idle = ({ ms }) => joined(ms("idle_ms") && "After " + ms("idle_ms") + " of silence.");

  function windowFull({ ms, octets }) {
    const size = octets("window_bytes");
    const waited = ms("duration_ms");
    return joined(
      size && "The window of " + size + " was full",
      size && waited && " for " + waited,
      size && ".",
    );
  }

  function windowShrink({ number, octets }) {
    const taken = octets("taken_bytes");
    const left = number("window_bytes");
    return joined(
      taken && taken + " taken back",
      taken && left !== null && "; " + format.bytes(left) + " are left",
      taken && ".",
    );
  }

  const gap = ({ octets }) =>
    joined(octets("octets") && octets("octets") + " acknowledged that the capture lacks.");

  const kinds = {
    retransmission: [
      retransmission,
      "kind octets original_frame since_original_ms backoff silence_ms spurious",
    ],
    out_of_order: [outOfOrder, "late_ms overtaken_by_frame extent_octets"],
    loss_infer: [loss, "lost_start lost_end lost_dir stall_ms dup_acks resolution"],
    handshake_anomaly: [handshake, "attempts waited_ms since_last_ms"],
    teardown_anomaly: [teardown, "count window_ms octets_lost"],
    zero_window: [zeroWindow, "duration_ms advertisements probes reopened last_frame"],
    duplicate_packet: [copy, "original_frame after_ms whole_capture"],
    keep_alive: [idle, "idle_ms"],
    zero_window_probe: [idle, "idle_ms"],
    window_full: [windowFull, "window_bytes duration_ms"],
    window_shrink: [windowShrink, "taken_bytes window_bytes"],
    capture_gap: [gap, "octets gap_start gap_end"],
  };

  /**
   * The sentence of an event of `kind` with the fields `known`, and the names of the fields that
   * it speaks for. Where there is nothing to say, it is empty and speaks for none.
   */
  function of(kind, known) {
    const [tell, fields] = Object.hasOwn(kinds, kind) ? kinds[kind] : [() => "", ""];
    const text = tell(asked(known)).trim();
    return { text, said: new Set(text ? fields.split(" ") : []) };
  }

  return { of };
})();
