// SPDX-License-Identifier: Apache-2.0
// Which charts stand on the sheet of a connection, and what is told of the place pointed at.
"use strict";

const sheetCharts = (() => {
  const { el } = dom;
  const TALL = { least: 300, most: 520, share: 0.42 }; // CSS pixels, and of the window's height
  const LOW = { wide: 96, narrow: 84 };

  /** Adds to a chart what all have: washes below the curves and the selected moment above. */
  function framed(chart, shared, lanes) {
    return {
      ...chart,
      below: (pen, theme) => strip.wash(pen, lanes, theme),
      paint(pen, view, theme) {
        chart.paint(pen, view, theme);
        const selected = shared.selected();
        if (selected) {
          const { context, box, x } = pen;
          context.fillStyle = theme.accent;
          context.globalAlpha = 0.6;
          context.fillRect(x(selected.time) - 0.5, 0, 1, box.height);
          context.globalAlpha = 1;
          chart.ring && chart.ring(pen, selected, theme);
        }
      },
    };
  }

  /** The place of a row in the graph of a side. */
  function placeOf({ trace }, { fromServer }, row) {
    const own = trace.fromServer[row] === fromServer;
    return own
      ? trace.seq[row] + (series.endOf(trace, row) - trace.seq[row]) / 2
      : trace.ack[row] || 0;
  }

  /** The time–sequence graph with what is told and selected by the pointer. */
  function pointedGraph(known, side, hidden, shared, select) {
    const base = charts.sequenceGraph(known, side, hidden, select, () =>
      Math.max(TALL.least, Math.min(TALL.most, Math.round(innerHeight * TALL.share))),
    );
    let made = null;
    let about = null;
    const near = (place) => {
      const { over, range } = made.area();
      const { from, to } = shared.scope.view;
      const nanos = (to - from) / over.clientWidth;
      const [low, high] = range;
      const scale = {
        nanos,
        x: (time) => (time - from) / nanos,
        y: (value) => ((high - value) / (high - low)) * over.clientHeight,
      };
      return { row: hit.row(side, place, scale, hidden), scale, over };
    };
    const chart = framed(
      {
        ...base,
        ring({ context, x, y }, { row, time }, theme) {
          if (row >= 0) {
            context.strokeStyle = theme.accent;
            context.lineWidth = 2;
            context.beginPath();
            context.arc(x(time), y(placeOf(known, side, row)), 9, 0, 2 * Math.PI);
            context.stroke();
          }
        },
      },
      shared,
      shared.lanes,
    );
    chart.hover = (place) => {
      const { row, over } = near(place);
      if (row < 0) {
        about.hide();
        return;
      }
      about.show(over.offsetLeft + place.left, over.offsetTop + place.top, brief(known, row));
    };
    chart.click = (place) => select(near(place).row);
    chart.leave = () => about.hide();
    made = panel.create(shared, chart);
    about = pointer.tip(made.frame);
    made.element.classList.add("tall");
    return made;
  }

  /** A segment in a few lines. */
  const brief = (known, row) =>
    el(
      "div",
      {},
      el(
        "p.tip-head",
        {},
        el("strong", {}, "Frame " + format.count(known.trace.frame[row])),
        el("span", {}, format.moment(session.since(known.trace.time[row]))),
      ),
      el("p.tip-where", {}, segment.line(known.trace, row)),
      (known.events.get(row) || []).map(({ event }) =>
        el("div.evidence", {}, eventList.brief(event)),
      ),
    );

  function bandPanel(shared, lanes) {
    let about = null;
    const chart = charts.hindrances(lanes, (found, { left, top }) => {
      const { over } = made.area();
      found
        ? about.show(over.offsetLeft + left, over.offsetTop + top, bandWords(found))
        : about.hide();
    });
    const made = panel.create(shared, {
      ...chart,
      leave: () => about.hide(),
      click: (place) => {
        const { from, to } = shared.scope.view;
        const found = chart.find(place, ((to - from) / made.area().over.clientWidth) * 4);
        if (found) {
          const room = Math.max((found.band.to - found.band.from) * 0.5, 2e6);
          shared.scope.show({ from: found.band.from - room, to: found.band.to + room });
        }
      },
    });
    about = pointer.tip(made.frame);
    made.element.classList.add("hindrances");
    return made;
  }

  const bandWords = ({ lane, band }) =>
    el(
      "div",
      {},
      el("strong", {}, strip.say(lane, band)),
      el("p.tip-where", {}, "from " + format.moment(session.since(band.from))),
      el(
        "p.tip-where",
        {},
        format.capital(session.reason(band.bands[0].moment.event)) + ". Click to look closer.",
      ),
    );

  /** All charts of the data of one side. */
  function graphs(known, fromServer, hidden, shared, { select, legendPlace }) {
    const side = known.side(fromServer);
    const low = () => (shared.narrow() ? LOW.narrow : LOW.wide);
    const lanes = strip.lanesOf(known.bands, fromServer);
    shared.lanes = lanes;
    const main = pointedGraph(known, side, hidden, shared, select);
    legendPlace.replaceChildren(
      legend.create(side, hidden, () => {
        main.moved(null);
        main.redraw();
      }),
    );
    const plain = (chart) => panel.create(shared, framed(chart, shared, lanes));
    const { listing } = main.chart;
    return [
      lanes.length > 0 && bandPanel(shared, lanes),
      main,
      plain(charts.flightChart(known, side, low)),
      plain(charts.tripChart(side, low)),
      plain(charts.rateChart(side, known.full, shared.scope, low)),
      ladder.create(known, shared, select, listing),
    ].filter(Boolean);
  }

  /** The charts of a connection without segments: its bands and its events. */
  function bare(known, shared, { select }) {
    const events = Uint32Array.from(known.moments, ({ event }) => event);
    const { time } = session.events.columns;
    const made = lanes.group(session, events, "kind").lanes;
    const found = [0, 1].flatMap((side) => strip.lanesOf(known.bands, side));
    shared.wide = true;
    const find = (view) => events.filter((i) => time[i] >= view.from && time[i] <= view.to);
    const chart = charts.eventLanes(made, find, select);
    const nearest = ({ left, top, time: at }) => {
      const { from, to } = shared.scope.view;
      const nanos = ((to - from) / main.area().over.clientWidth) * 12;
      const lane = chart.lane(top);
      return lane ? lanes.nearest(lane, time, at, nanos) : -1;
    };
    let about = null;
    const main = panel.create(
      shared,
      framed(
        {
          ...chart,
          hover(place) {
            const event = nearest(place);
            const { over } = main.area();
            event < 0
              ? about.hide()
              : about.show(
                  over.offsetLeft + place.left,
                  over.offsetTop + place.top,
                  eventList.describe(event, 0),
                );
          },
          click(place) {
            const event = nearest(place);
            event >= 0 && select(event);
          },
          leave: () => about.hide(),
        },
        shared,
        found,
      ),
    );
    about = pointer.tip(main.frame);
    return [found.length > 0 && bandPanel(shared, found), made.length > 0 && main].filter(Boolean);
  }

  /** What stands where the card will be. */
  const hint = (known) =>
    el(
      "p.muted.card-hint",
      {},
      known.trace
        ? "Click a segment or a mark to see its frame, its numbers and the evidence. " +
            "← and → go from mark to mark."
        : "Click a mark to see its evidence. ← and → go from mark to mark.",
    );

  return { graphs, bare, hint };
})();
