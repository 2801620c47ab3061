// SPDX-License-Identifier: Apache-2.0
// The events of one connection with their segments, and what each event makes of its segment.
"use strict";

const moments = (() => {
  const FILE = 1e12; // more than any number of a frame

  // What a verdict says of its segment; the painter has a shape and a colour for each.
  const causes = {
    fast: "repair",
    sack: "repair",
    rack: "repair",
    rto: "timeout",
    rto_followup: "timeout",
    tlp: "probe",
    unneeded: "needless",
    syn: "control",
    syn_ack: "control",
    fin: "control",
  };
  const verdicts = {
    out_of_order: "reordered",
    duplicate_packet: "copy",
    keep_alive: "keepalive",
    zero_window_probe: "windowprobe",
  };

  /** What an event makes of its segment; "" where it speaks of something else. */
  function role(kind, fields) {
    if (kind !== "retransmission") {
      return verdicts[kind] || "";
    }
    const cause = causes[fields.get("kind")] || "unclear";
    return fields.get("spurious") === true && cause !== "control" ? "needless" : cause;
  }

  /** Rows of the trace by the frames that are asked for. */
  function rowsOf(trace, frames) {
    const rows = new Map();
    for (let row = 0; trace && row < trace.rows; row++) {
      const key = (trace.file ? trace.file[row] * FILE : 0) + trace.frame[row];
      frames.has(key) && !rows.has(key) && rows.set(key, row);
    }
    return rows;
  }

  /**
   * The events of a connection in order of time: {event, time, kind, severity, fromServer, fields,
   * role, at}, where `at` is the row of its segment in `trace`, -1 for none.
   */
  function of(connection, trace) {
    const c = session.events.columns;
    const made = Array.from(
      session.order.filter((event) => c.connection[event] === connection),
      (event) => {
        const fields = session.events.details(event);
        const kind = session.kinds[c.kind[event]].name;
        return {
          event,
          time: c.time[event],
          kind,
          severity: c.severity[event],
          fromServer: c.fromServer[event],
          fields,
          role: role(kind, fields),
        };
      },
    );
    const names = new Map(session.files.map((file, i) => [file.name, i]));
    const key = ({ fields }) =>
      (trace && trace.file ? (names.get(fields.get("@file")) ?? 0) * FILE : 0) +
      (fields.get("@frame") ?? -1);
    const rows = rowsOf(trace, new Set(made.map(key)));
    return made.map((moment) => ({ ...moment, at: rows.get(key(moment)) ?? -1 }));
  }

  /** The moments of each row of the trace that has any. */
  function byRow(all) {
    const rows = new Map();
    for (const moment of all) {
      if (moment.at >= 0) {
        rows.has(moment.at) ? rows.get(moment.at).push(moment) : rows.set(moment.at, [moment]);
      }
    }
    return rows;
  }

  return { of, byRow, role };
})();
