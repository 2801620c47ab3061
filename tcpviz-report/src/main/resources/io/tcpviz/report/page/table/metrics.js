// SPDX-License-Identifier: Apache-2.0
// All that is known of connections, one figure or text each: its name, its value in each row.
"use strict";

const metrics = (() => {
  const MILLI = 1e6; // nanoseconds
  const GROUPS = ["Connection", "Both directions", "Events", "Client sent", "Server sent", "Capture"];
  const OWN = new Set(["opening_seen"]); // fields of the details that are about the connection

  const known = (value) => (value >= 0 ? value : null);

  /**
   * One metric: `id`, also its name in addresses and files; `title`; `group`; `raw(row)` as files
   * have it, null if not known; `show(row)` as people read it; `key(row)` to sort by, else the raw
   * value; `width` in CSS pixels; `isText`.
   */
  function metric(id, title, group, given) {
    return { id, title, group, width: 104, descending: !given.isText, key: given.raw, ...given };
  }

  const figure = (id, title, values, format) =>
    metric(id, title, "Both directions", {
      raw: (row) => known(values[row]),
      show: (row) => format(values[row]),
    });

  /** A duration of each connection; null, so no metric, where it is known of none. */
  const time = (id, title, group, values) =>
    values.some((nanos) => nanos >= 0)
      ? metric(id, title, group, {
          raw: (row) => (values[row] < 0 ? null : values[row] / MILLI),
          show: (row) => format.duration(values[row]),
        })
      : null;

  const text = (id, title, group, width, value) =>
    metric(id, title, group, { width, isText: true, raw: value, show: (row) => value(row) || format.UNKNOWN });

  /** What the table of connections has for every page. */
  function ofConnection() {
    const c = session.connections.columns;
    const hasTime = (row) => c.duration[row] >= 0;
    const at = (id, title, nanos) =>
      metric(id, title, "Connection", {
        descending: false,
        raw: (row) => (hasTime(row) ? session.since(nanos(row)) / MILLI : null),
        show: (row) =>
          hasTime(row) ? format.moment(session.since(nanos(row)), 3) : format.UNKNOWN,
      });
    return [
      metric("connection", "#", "Connection", {
        width: 30 + 9 * String(c.number.reduce((most, n) => Math.max(most, n), 100)).length,
        descending: false,
        raw: (row) => c.number[row],
        show: (row) => String(c.number[row]),
      }),
      text("verdict", "Verdict", "Connection", 124, session.verdict),
      session.hasFigures ? text("state", "End", "Connection", 150, session.state) : null,
      text("client", "Client", "Connection", 176, session.client),
      text("server", "Server", "Connection", 176, session.server),
      metric("events", "Events", "Events", {
        width: 160,
        raw: (row) => session.eventCounts[row],
        show: (row) => format.count(session.eventCounts[row]),
      }),
      time("lost_time_ms", "Waiting", "Connection", c.lostTime),
      at("start_ms", "Start", (row) => c.first[row]),
      at("end_ms", "Last packet", (row) => c.first[row] + c.duration[row]),
      time("duration_ms", "Duration", "Connection", c.duration),
      time("handshake_ms", "Handshake", "Connection", c.handshake),
    ];
  }

  function ofBothDirections() {
    const c = session.connections.columns;
    const rate = (row) =>
      c.payloadBytes[row] >= 0 && c.duration[row] > 0
        ? (c.payloadBytes[row] * 8e9) / c.duration[row]
        : null;
    return [
      figure("packets", "Packets", c.packets, format.count),
      figure("payload_bytes", "Payload", c.payloadBytes, format.bytes),
      figure("retransmitted_packets", "Sent again", c.retransmittedPackets, format.count),
      metric("throughput_bits_per_s", "Throughput", "Both directions", {
        width: 112,
        raw: rate,
        show: (row) =>
          rate(row) === null ? format.UNKNOWN : format.rate(c.payloadBytes[row], c.duration[row]),
      }),
      time("rtt_ms", "RTT", "Both directions", c.rtt),
      ...(session.hasTraces ? [overTime()] : []),
    ];
  }

  /** Shares of the busiest sixteenth of the duration; sorted by how many of them were idle. */
  const overTime = () =>
    metric("throughput_over_time", "Over time", "Both directions", {
      width: 128,
      isText: true,
      descending: true,
      key: (row) => idle(session.spark(row)),
      raw: (row) => session.spark(row)?.join(" ") ?? null,
      show: (row) => session.spark(row)?.join(" ") ?? format.UNKNOWN,
    });

  const idle = (parts) => parts && parts.filter((part) => part === 0).length;

  const ofEvents = () =>
    session.kinds.flatMap(({ name, title }, kind) => {
      const counts = session.connections.columns["events" + kind];
      return counts
        ? metric(name + "_events", title, "Events", {
            width: 140,
            raw: (row) => counts[row],
            show: (row) => format.count(counts[row]),
          })
        : [];
    });

  const groupOf = (name) =>
    name.startsWith("c2s.")
      ? "Client sent"
      : name.startsWith("s2c.")
        ? "Server sent"
        : OWN.has(name)
          ? "Connection"
          : "Capture";

  /** Every further field of flows.jsonl; its values are decoded when somebody wants them. */
  const ofDetails = () =>
    [...new Map(session.connections.layout.fields).keys()].map((name) => {
      let values = null;
      const raw = (row) => (values ??= gather.column(session.connections, name))[row];
      const plain = name.replace(/^(c2s|s2c)\./, "");
      const isText = !session.connections.layout.fields.some(
        ([known, type]) => known === name && "id".includes(type),
      );
      return metric(name.replace(".", "_"), words.label(plain), groupOf(name), {
        width: isText ? 140 : 108,
        side: { c2s: "client", s2c: "server" }[name.split(".")[0]],
        isText,
        raw,
        show: (row) => (raw(row) === null ? format.UNKNOWN : words.value(plain, raw(row))),
      });
    });

  /** All metrics of the page, in the order in which columns stand. */
  function all() {
    return [
      ...ofConnection(),
      ...(session.hasFigures ? ofBothDirections() : []),
      ...ofEvents(),
      ...ofDetails(),
    ].filter(Boolean);
  }

  return { all, GROUPS };
})();
