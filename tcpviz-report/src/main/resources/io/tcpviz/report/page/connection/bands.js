// SPDX-License-Identifier: Apache-2.0
// Stretches of time in which a connection was hindered, from its events: no drawing here.
"use strict";

const bands = (() => {
  const CIRCLE = 2 ** 32;
  const waits = new Set(["rto", "syn", "syn_ack", "fin"]); // what a timer makes a sender repeat
  const millis = (value) => (typeof value === "number" ? value * 1e6 : 0);

  /** How far `to` is ahead of `from` on the circle of sequence numbers, at most half of it. */
  function distance(from, to) {
    const d = (((to - from) % CIRCLE) + CIRCLE) % CIRCLE;
    return d >= CIRCLE / 2 ? d - CIRCLE : d;
  }

  /** The octets that a loss is about, relative as in the trace; null without its segment. */
  function octetsOf({ fields, at }, trace) {
    if (at < 0) {
      return null;
    }
    const forward = fields.get("lost_dir") === "fwd";
    const here = forward ? trace.seq[at] : trace.ack[at];
    const raw = fields.get(forward ? "@seq" : "@ack");
    const low = here + distance(raw, fields.get("lost_start"));
    return { low, high: low + distance(fields.get("lost_start"), fields.get("lost_end")) };
  }

  /** The side that lost the octets of a loss. */
  const loserOf = ({ fields, fromServer }) =>
    fields.get("lost_dir") === "fwd" ? fromServer : 1 - fromServer;

  /** When the last of the lost octets were sent again; the time of the loss if they were not. */
  function repairOf(loss, all, from) {
    const end = loss.fields.get("lost_end");
    const side = loserOf(loss);
    for (let i = from; i < all.length; i++) {
      const { fields, fromServer, time, role } = all[i];
      if (role && fromServer === side && time >= loss.time) {
        const start = fields.get("@seq");
        if (distance(start, end) > 0 && distance(end, start + fields.get("@len")) >= 0) {
          return time;
        }
      }
    }
    return loss.time;
  }

  /** Finds, for a direction, when octets up to a number had been acknowledged. */
  function acknowledgments({ trace, acks }) {
    const highest = new Float64Array(acks.length);
    acks.forEach((row, i) => {
      highest[i] = Math.max(i > 0 ? highest[i - 1] : -Infinity, trace.ack[row]);
    });
    return (number) => {
      const i = columns.lowerBound(highest, number);
      return i < acks.length ? trace.time[acks[i]] : -1;
    };
  }

  /** How long the sender of a segment had been silent before it. */
  function silenceOf(moment, sent) {
    const told = millis(moment.fields.get("silence_ms"));
    const since = millis(moment.fields.get("since_original_ms"));
    if (told > 0 || !sent || moment.at < 0) {
      return told || since;
    }
    const { trace, data } = sent[moment.fromServer];
    const i = columns.first(data.length, (at) => trace.time[data[at]] < trace.time[moment.at]);
    return i > 0 ? moment.time - trace.time[data[i - 1]] : since;
  }

  /**
   * All bands in order of their beginning: {kind, from, to, fromServer, moment}, where fromServer
   * tells whose data is held up and kind is "loss", "timeout", "stall" or "window". Those of losses
   * have `repaired`, and where the segment is known `octets`: {low, high}.
   *
   * all: moments; sent: both directions as of series.direction, or null
   */
  function of(all, sent) {
    const acknowledged = sent && sent.map(acknowledgments);
    const made = all.flatMap((moment, i) => {
      const { kind, fields, time, fromServer } = moment;
      const back = (name, from, side) => ({ kind: name, from, to: time, fromServer: side, moment });
      const on = (name) => ({
        ...back(name, time, 1 - fromServer),
        to: time + millis(fields.get("duration_ms")),
      });
      if (kind === "loss_infer") {
        const stalled = millis(fields.get("stall_ms"));
        return stalled > 0
          ? [back("stall", time - stalled, loserOf(moment)), lost(moment, i)]
          : [lost(moment, i)];
      }
      if (kind === "retransmission" && waits.has(fields.get("kind"))) {
        const silence = silenceOf(moment, sent);
        return silence > 0 ? [back("timeout", time - silence, fromServer)] : [];
      }
      return kind === "zero_window"
        ? [on("window")]
        : kind === "window_full"
          ? [{ ...on("window"), fromServer }]
          : [];
    });

    function lost(moment, i) {
      const side = loserOf(moment);
      const repaired = repairOf(moment, all, i);
      const octets = sent && octetsOf(moment, sent[0].trace);
      const known = octets ? acknowledged[side](octets.high) : -1;
      const to = known >= moment.time ? known : repaired;
      return { kind: "loss", from: moment.time, to, repaired, octets, fromServer: side, moment };
    }

    return made.sort((a, b) => a.from - b.from);
  }

  /** Bands of one kind that overlap, as one: {kind, from, to, bands}. */
  function merge(list) {
    const merged = [];
    for (const band of list) {
      const last = merged[merged.length - 1];
      if (last && band.from <= last.to) {
        last.to = Math.max(last.to, band.to);
        last.bands.push(band);
      } else {
        merged.push({ kind: band.kind, from: band.from, to: band.to, bands: [band] });
      }
    }
    return merged;
  }

  return { of, merge, distance, loserOf };
})();
