// SPDX-License-Identifier: Apache-2.0
// Which segment of the time–sequence graph is meant by a place in it: no drawing here.
"use strict";

const hit = (() => {
  const REACH = 12; // CSS pixels
  const MOST = 4000; // segments that are looked at

  /** Indices of rising `times` within reach of a time; of very many, those in the middle. */
  function around(times, time, reach) {
    const from = columns.lowerBound(times, time - reach);
    const to = columns.lowerBound(times, time + reach);
    const extra = Math.max(0, to - from - MOST) / 2;
    return [Math.ceil(from + extra), Math.floor(to - extra)];
  }

  /**
   * The row of the trace nearest to a place {left, top, time}, -1 for none near. `scale`: {x(time),
   * y(value), nanos: of a CSS pixel}. Marks of events attract a little more than others.
   */
  function row(side, place, scale, hidden) {
    let best = -1;
    let least = REACH;
    const offer = (candidate, left, top, bottom, handicap) => {
      const across = left - place.left;
      const down = Math.max(0, top - place.top, place.top - bottom);
      const distance = Math.hypot(across, down) + handicap;
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    };
    const { segments, acks, blocks } = side;
    const near = (times) => around(times, place.time, REACH * scale.nanos);
    const each = (list, offered) => {
      for (let [i, end] = near(list.time); i < end; i++) {
        offered(i);
      }
    };
    for (const group of [segments.plain, ...segments.marked]) {
      const [above, handicap] = group.role ? [marks.SIZE, -3] : [0, 0];
      hidden.has(group.role || "data") ||
        each(group, (i) => {
          const [top, bottom] = [scale.y(group.high[i]), scale.y(group.low[i])];
          offer(group.rows[i], scale.x(group.time[i]), top - above, bottom, handicap);
        });
    }
    hidden.has("acks") ||
      each(acks, (i) => {
        const top = scale.y(acks.ack[i]);
        offer(acks.rows[i], scale.x(acks.time[i]), top, top, 0);
      });
    hidden.has("window") ||
      each(acks, (i) => {
        const top = scale.y(acks.edge[i]);
        offer(acks.rows[i], scale.x(acks.time[i]), top, top, 1);
      });
    hidden.has("sack") ||
      each(blocks, (i) =>
        offer(
          blocks.rows[i],
          scale.x(blocks.time[i]),
          scale.y(blocks.high[i]),
          scale.y(blocks.low[i]),
          2,
        ),
      );
    return best;
  }

  return { row };
})();
