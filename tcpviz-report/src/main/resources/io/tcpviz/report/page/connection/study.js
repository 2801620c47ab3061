// SPDX-License-Identifier: Apache-2.0
// All that is known of one connection, in the shape in which charts draw it: no drawing here.
"use strict";

const study = (() => {
  /** Places, times and verdicts of what a side sent: data, and whatever has a verdict. */
  function segmentsOf({ trace, rows: all, sends }, events) {
    const roleOf = (row) => (events.get(row) || []).map(({ role }) => role).find(Boolean);
    const rows = all.filter(
      (row) => sends(row) && (series.endOf(trace, row) > trace.seq[row] || roleOf(row)),
    );
    const roles = Uint8Array.from(rows, (row) => marks.code(roleOf(row)));
    const some = (chosen, role) => {
      const pick = (value) => Float64Array.from(chosen, value);
      return {
        role,
        rows: chosen,
        since: pick((row) => trace.since[row]),
        time: pick((row) => trace.time[row]),
        low: pick((row) => trace.seq[row]),
        high: pick((row) => series.endOf(trace, row)),
      };
    };
    const group = (role) => some(rows.filter((_, i) => roles[i] === marks.code(role)), role);
    return {
      ...some(rows, ""),
      plain: group(""),
      marked: marks.all.map(({ role }) => group(role)).filter((each) => each.rows.length > 0),
    };
  }

  /** Whether the windows of a side can be told: their scale is in the handshake. */
  function knowsWindows(connection, fromServer) {
    const known = session.connections.details(connection);
    const shift = known.get((fromServer ? "s2c" : "c2s") + ".window_shift");
    return known.get("opening_seen") !== false || typeof shift === "number";
  }

  /** Places and times of the acknowledgments of it; the window is NaN where it cannot be told. */
  function acknowledgmentsOf({ trace, acks }, hasWindow) {
    const rows = acks.filter((row) => !(trace.flags[row] & series.RST));
    const pick = (value) => Float64Array.from(rows, value);
    const isClosed = (row) => trace.window[row] === 0 && !(trace.flags[row] & series.SYN);
    return {
      rows,
      time: pick((row) => trace.time[row]),
      ack: pick((row) => trace.ack[row]),
      edge: pick((row) =>
        hasWindow || trace.window[row] === 0 ? trace.ack[row] + trace.window[row] : NaN,
      ),
      closed: rows.map((_, i) => i).filter((i) => isClosed(rows[i])),
    };
  }

  function blocksOf({ trace, acks }) {
    const all = { row: [], time: [], low: [], high: [] };
    acks.forEach((row) =>
      series.blocksOf(trace, row).forEach(([left, right]) => {
        all.row.push(row);
        all.time.push(trace.time[row]);
        all.low.push(left);
        all.high.push(right);
      }),
    );
    return {
      rows: Uint32Array.from(all.row),
      time: Float64Array.from(all.time),
      low: Float64Array.from(all.low),
      high: Float64Array.from(all.high),
    };
  }

  /** SYN, FIN and RST of a side, and the resets that it got: {time, value, name, isReset}. */
  function controlsOf({ trace, rows, sends }) {
    const found = [];
    let una = 0;
    for (const row of rows) {
      const flags = trace.flags[row];
      const own = sends(row);
      const put = (name, value) =>
        found.push({ time: trace.time[row], value, name, isReset: (flags & series.RST) !== 0 });
      una = own || Number.isNaN(trace.ack[row]) ? una : Math.max(una, trace.ack[row]);
      own && flags & series.SYN && put("SYN", trace.seq[row]);
      own && flags & series.FIN && put("FIN", series.endOf(trace, row));
      flags & series.RST && (own ? put("RST", trace.seq[row]) : put("RST ←", una));
    }
    return found;
  }

  const median = (values) => values.slice().sort()[values.length >> 1] ?? NaN;

  /** Everything about the data of one side. */
  function sideOf(known, fromServer) {
    const sent = known.sent[fromServer];
    const far = series.roundTrips(sent);
    const near = series.roundTrips(known.sent[1 - fromServer]);
    const flight = series.flight(sent);
    const hasWindow = knowsWindows(known.connection, 1 - fromServer);
    hasWindow || flight.window.fill(NaN);
    const trip = (median(far.value) || 0) + (median(near.value) || 0);
    return {
      fromServer,
      segments: segmentsOf(sent, known.events),
      hasWindow,
      acks: acknowledgmentsOf(sent, hasWindow),
      blocks: blocksOf(sent),
      controls: controlsOf(sent),
      losses: known.bands.filter((band) => band.octets && band.fromServer === fromServer),
      far,
      near,
      flight,
      trip,
      peaks: series.most(flight, trip),
      passed: rates.passed(sent),
    };
  }

  /** The side whose data an event is about. */
  const concerned = ({ kind, fields, fromServer }) =>
    kind === "loss_infer"
      ? bands.loserOf({ fields, fromServer })
      : kind === "zero_window" || kind === "window_shrink"
        ? 1 - fromServer
        : fromServer;

  /** The side to begin with: that of more events, then of more data. */
  function busier({ moments: all, sent, trace }) {
    const events = [0, 0];
    all.forEach((moment) => events[concerned(moment)]++);
    if (events[0] !== events[1] || !sent) {
      return events[1] > events[0] ? 1 : 0;
    }
    const octets = sent.map(({ data }) => data.reduce((sum, row) => sum + trace.length[row], 0));
    return octets[1] > octets[0] ? 1 : 0;
  }

  /** The time of a connection with a little room on both sides. */
  function stretchOf(connection, all) {
    const { first, duration } = session.connections.columns;
    const known = duration[connection] >= 0;
    const times = all.map((moment) => moment.time);
    const from = known ? first[connection] : (times[0] ?? session.from);
    const to = known ? from + duration[connection] : (times[times.length - 1] ?? session.to);
    const room = Math.max((to - from) * 0.015, 1e5);
    return { from: from - room, to: to + room };
  }

  /** Studies the connection in a row of the table. */
  function of(connection) {
    const trace = session.trace ? session.trace(connection) : null;
    const all = moments.of(connection, trace);
    const sent = trace && [0, 1].map((side) => series.direction(trace, side));
    const sides = [];
    const known = {
      connection,
      trace,
      moments: all,
      events: moments.byRow(all),
      sent,
      bands: bands.of(all, sent),
      full: stretchOf(connection, all),
    };
    return Object.assign(known, {
      first: busier(known),
      side: (fromServer) => (sides[fromServer] ??= sideOf(known, fromServer)),
    });
  }

  return { of, concerned };
})();
