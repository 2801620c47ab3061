// SPDX-License-Identifier: Apache-2.0
// The charts of a connection as panels take them: what each shows, says and lists.
"use strict";

const charts = (() => {
  const { el } = dom;
  const { lowerBound } = columns;
  const EVENT_LANE = 34; // CSS pixels

  const since = (time) => format.moment(session.since(time));
  const key = (css, text) => el("span.key." + css, {}, text);

  /** The index of what is in force at a time, -1 before the first. */
  const inForce = (times, time) => lowerBound(times, time + 1) - 1;

  const seen = (times, view) => {
    const from = lowerBound(times, view.from);
    const length = Math.max(0, lowerBound(times, view.to) - from);
    return Uint32Array.from({ length }, (_, i) => from + i);
  };

  const column = (title, width, cell, css = "num") => ({ title, width, cell, css });

  /** The bands above all charts; null where nothing held the data up. */
  function hindrances(lanes, hover) {
    const rows = lanes.flatMap((lane) => lane.bands.map((band) => ({ lane, band })));
    rows.sort((a, b) => a.band.from - b.band.from);
    const find = ({ time, top }, reach) => {
      const lane = lanes[Math.floor(top / strip.LANE)];
      const band = lane && strip.at(lane, time, reach);
      return band && { lane, band };
    };
    return {
      name: "What held the data up",
      height: () => lanes.length * strip.LANE,
      bare: true,
      fit: () => [0, lanes.length],
      places: lanes.map((_, i) => lanes.length - i - 0.5),
      tick: (at) => lanes[Math.round(lanes.length - at - 0.5)].title,
      paint: (pen, view, theme) => strip.paint(pen, lanes, view, theme),
      values: (time) =>
        lanes
          .map((lane) => [lane, strip.at(lane, time, 0)])
          .filter(([, band]) => band)
          .map(([lane, band]) => ["", strip.say(lane, band), "band-" + lane.kind]),
      hover: (place) => hover(find(place, 0), place),
      find,
      listing: {
        columns: [
          column("From", 130, (i) => since(rows[i].band.from)),
          column("Duration", 110, (i) =>
            format.duration(Math.round(rows[i].band.to - rows[i].band.from)),
          ),
          column("What", 420, (i) => strip.say(rows[i].lane, rows[i].band), "text"),
        ],
        rows: (view) =>
          Uint32Array.from(rows.keys()).filter(
            (i) => rows[i].band.to >= view.from && rows[i].band.from <= view.to,
          ),
        empty: "Nothing held the data up in this stretch.",
      },
    };
  }

  function verdictOf(known, row) {
    const here = known.events.get(row) || [];
    return here
      .map(({ kind }) => session.kinds.find((each) => each.name === kind).title)
      .join(", ");
  }

  /** The graph of sequence numbers over time. */
  function sequenceGraph(known, side, hidden, select, tall) {
    const { trace } = known;
    return {
      name: "Time–sequence graph",
      height: tall,
      bare: false,
      box: true,
      fit: (view) => sequence.fit(side, view, hidden),
      tick: format.octets,
      paint: (pen, view, theme) => sequence.paint(pen, side, view, hidden, theme),
      values: (time) => {
        const [i, ack] = [inForce(side.flight.time, time), inForce(side.acks.time, time)];
        const una = ack < 0 ? 0 : side.acks.ack[ack];
        return [
          ["", since(time), "moment"],
          i >= 0 && ["sent up to ", format.whole(una + side.flight.octets[i]), "data"],
          ack >= 0 && ["acknowledged ", format.whole(una), "ack"],
          ack >= 0 &&
            side.hasWindow && ["window up to ", format.whole(side.acks.edge[ack]), "window"],
        ].filter(Boolean);
      },
      listing: {
        columns: [
          column("Time", 120, (row) => since(trace.time[row])),
          column("Frame", 80, (row) => format.count(trace.frame[row])),
          column("From", 70, (row) => segment.sender(trace.fromServer[row]), "text"),
          column("Flags", 100, (row) => segment.flags(trace.flags[row]), "text"),
          column("Seq", 110, (row) => segment.number(trace.seq[row])),
          column("Payload", 80, (row) => format.count(trace.length[row])),
          column("Ack", 110, (row) => segment.number(trace.ack[row])),
          column("Window", 100, (row) => format.count(trace.window[row])),
          column("Event", 200, (row) => verdictOf(known, row), "text"),
        ],
        rows: (view) =>
          known.sent[0].rows.filter(
            (row) => trace.time[row] >= view.from && trace.time[row] <= view.to,
          ),
        activate: select,
        empty: "No segment in this stretch.",
      },
    };
  }

  /** Octets in flight, the window that the receiver offers, and the most of the last round trip. */
  function flightChart(known, { flight, peaks, fromServer, hasWindow }, low) {
    const octets = (value) => (Number.isNaN(value) ? format.UNKNOWN : format.bytes(value));
    const { rows } = known.sent[fromServer];
    return {
      name: "Octets in flight",
      about: [
        key("data", "sent and not acknowledged, as seen here"),
        hasWindow && key("window", "window offered"),
        key("near.dashed", "most in the last round trip: an estimate of cwnd"),
      ],
      height: low,
      bare: true,
      fit: (view) => curves.fitFlight({ flight, peaks }, view),
      tick: format.octets,
      paint: (pen, view, theme) => curves.paintFlight(pen, { flight, peaks }, view, theme),
      values: (time) => {
        const i = inForce(flight.time, time);
        return i < 0
          ? []
          : [
              ["", octets(flight.octets[i]), "data"],
              hasWindow && ["window ", octets(flight.window[i]), "window"],
              ["cwnd ≈ ", octets(peaks[i]), "near"],
            ].filter(Boolean);
      },
      listing: {
        columns: [
          column("Time", 130, (i) => since(flight.time[i])),
          column("Frame", 90, (i) => format.count(known.trace.frame[rows[i]])),
          column("In flight", 120, (i) => octets(flight.octets[i])),
          column("Window offered", 140, (i) => octets(flight.window[i])),
          column("Most in the last round trip", 210, (i) => octets(peaks[i])),
        ],
        rows: (view) => seen(flight.time, view),
        empty: "No segment in this stretch.",
      },
    };
  }

  /** Round trips from the capture point to both sides. */
  function tripChart({ far, near, fromServer }, low) {
    const [receiver, sender] = [segment.sender(1 - fromServer), segment.sender(fromServer)];
    let all = []; // what is listed
    const samples = ({ time, value }, to, view) =>
      Array.from(seen(time, view), (i) => ({ time: time[i], value: value[i], to }));
    const least = ({ value }) =>
      value.length ? ", lowest " + format.duration(curves.lowest(value)) : ": not measured";
    const last = ({ time, value }, at) => {
      const i = inForce(time, at);
      return i < 0 ? format.UNKNOWN : format.duration(value[i]);
    };
    return {
      name: "Round-trip times",
      about: [
        key("far.dot", "from here to the " + receiver + " and back" + least(far)),
        key("near.box", "from here to the " + sender + " and back" + least(near)),
      ],
      height: low,
      bare: true,
      fit: (view) => curves.fitTrips({ far, near }, view),
      tick: (value) => (value <= 0 ? "0" : format.duration(value).replace(/\.0+ /, " ")),
      paint: (pen, view, theme) => curves.paintTrips(pen, { far, near }, view, theme),
      values: (time) => [
        [receiver + " ", last(far, time), "far"],
        [sender + " ", last(near, time), "near"],
      ],
      listing: {
        columns: [
          column("Time", 130, (i) => since(all[i].time)),
          column("To and back", 120, (i) => all[i].to, "text"),
          column("Round trip", 120, (i) => format.duration(all[i].value)),
        ],
        rows(view) {
          all = [...samples(far, receiver, view), ...samples(near, sender, view)];
          all.sort((a, b) => a.time - b.time);
          return Uint32Array.from(all.keys());
        },
        empty: "No round trip could be measured in this stretch.",
      },
    };
  }

  /** Octets per second, all and those that passed for the first time. */
  function rateChart({ passed }, full, scoped, low) {
    const begin = full.from;
    const now = () => rates.over(passed, begin, scoped.view);
    const rate = (bits) => format.rate(bits / 8, 1e9);
    let listed = now();
    return {
      name: "Throughput",
      about: [key("data", "payload, all of it"), key("ack.area", "what passed for the first time")],
      height: low,
      bare: false,
      fit: (view) => curves.fitRates({ passed }, view, begin),
      tick: (value) =>
        value <= 0 ? "0" : rate(value).replace(/\.0+ /, " ").replace("bit/s", "b/s"),
      paint: (pen, view, theme) => curves.paintRates(pen, { passed }, view, begin, theme),
      values: (time) => {
        const { step, from, all, first } = now();
        const i = Math.floor((time - from) / step);
        return i < 0 || i >= all.length
          ? []
          : [
              ["", rate(all[i]), "data"],
              ["goodput ", rate(first[i]), "ack"],
              ["in ", format.duration(step), "moment"],
            ];
      },
      listing: {
        columns: [
          column("From", 130, (i) => since(listed.from + i * listed.step)),
          column("Interval", 100, () => format.duration(listed.step)),
          column("Throughput", 130, (i) => rate(listed.all[i])),
          column("Goodput", 130, (i) => rate(listed.first[i])),
        ],
        rows: () => {
          listed = now();
          return Uint32Array.from(listed.all.keys());
        },
        empty: "",
      },
    };
  }

  /** Events alone, in a lane for each kind: for a page without segments. */
  function eventLanes(made, find, select) {
    const { time } = session.events.columns;
    return {
      name: "Events",
      height: () => made.length * EVENT_LANE,
      bare: false,
      fit: () => [0, made.length],
      places: made.map((_, i) => made.length - i - 0.5),
      tick: (at) => made[Math.round(made.length - at - 0.5)].title,
      paint({ context, box }, view, theme) {
        made.forEach((lane, i) => {
          const height = EVENT_LANE - 6;
          const place = { left: 0, top: i * EVENT_LANE + 3, width: box.width, height };
          context.fillStyle = theme.lane;
          context.fillRect(0, place.top, box.width, height);
          painter.paint(context, lane, place, view, session, theme);
        });
      },
      values: (at) => [["", since(at), "moment"]],
      lane: (top) => made[Math.floor(top / EVENT_LANE)],
      listing: {
        columns: [
          column("Time", 130, (i) => since(time[i])),
          column("Event", 200, (i) => session.kinds[session.events.columns.kind[i]].title, "text"),
          column("Reason", 320, (i) => format.capital(session.reason(i)), "text"),
        ],
        rows: (view) => find(view),
        activate: select,
        empty: "No event in this stretch.",
      },
    };
  }

  return { eventLanes, hindrances, sequenceGraph, flightChart, tripChart, rateChart };
})();
