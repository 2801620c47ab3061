// SPDX-License-Identifier: Apache-2.0
// What the segments of a connection say about one direction of it: no drawing here.
"use strict";

const series = (() => {
  const FIN = 1;
  const SYN = 2;
  const RST = 4;
  const ACK = 16;
  const MOST_HOLES = 4096; // of one direction; with more, the oldest are forgotten

  /** The sequence number behind a segment; SYN and FIN take up one each. */
  const endOf = (trace, row) =>
    trace.seq[row] +
    trace.length[row] +
    (trace.flags[row] & SYN ? 1 : 0) +
    (trace.flags[row] & FIN ? 1 : 0);

  /** Rows in order of time; those of several files or a clock that went back are not. */
  function inTime(trace) {
    const rows = Uint32Array.from({ length: trace.rows }, (_, row) => row);
    return rows.every((row) => row === 0 || trace.time[row - 1] <= trace.time[row])
      ? rows
      : rows.sort((a, b) => trace.time[a] - trace.time[b] || a - b);
  }

  /**
   * One direction: its sender's segments that take up sequence numbers, and the acknowledgments of
   * the receiver, in order of time.
   */
  function direction(trace, fromServer) {
    const rows = inTime(trace);
    const sends = (row) => trace.fromServer[row] === fromServer;
    return {
      trace,
      fromServer,
      rows,
      sends,
      data: rows.filter((row) => sends(row) && endOf(trace, row) > trace.seq[row]),
      acks: rows.filter((row) => !sends(row) && trace.flags[row] & ACK),
    };
  }

  /** Keeps track of the octets that have passed: what is new about the next, and what is not. */
  function passed() {
    const holes = []; // [start, end] of octets that others overtook, in order
    let nxt = null;

    function fill(start, end) {
      let filled = 0;
      for (let i = 0; i < holes.length && holes[i][0] < end; i++) {
        const [low, high] = holes[i];
        const from = Math.max(low, start);
        const to = Math.min(high, end);
        if (from < to) {
          const rest = [
            [low, from],
            [to, high],
          ].filter(([a, b]) => a < b);
          holes.splice(i, 1, ...rest);
          i += rest.length - 1;
          filled += to - from;
        }
      }
      return filled;
    }

    return {
      /** How many of these octets have not passed before. */
      take(start, end) {
        if (nxt === null) {
          nxt = start;
        }
        const old = start < nxt ? fill(start, Math.min(end, nxt)) : 0;
        if (start > nxt) {
          holes.push([nxt, start]);
          holes.length > MOST_HOLES && holes.shift();
        }
        const fresh = Math.max(0, end - Math.max(nxt, start));
        nxt = Math.max(nxt, end);
        return old + fresh;
      },
    };
  }

  /** For each of the data rows, how many of its octets pass for the first time. */
  function firstSent({ trace, data }) {
    const seen = passed();
    return Float64Array.from(data, (row) => seen.take(trace.seq[row], endOf(trace, row)));
  }

  /**
   * Octets in flight after each row: the highest sent without the highest acknowledged, and the
   * window that the receiver offers; NaN before its first acknowledgment.
   */
  function flight({ trace, rows, sends }) {
    const octets = new Float64Array(rows.length);
    const window = new Float64Array(rows.length);
    let nxt = NaN;
    let una = NaN;
    let edge = NaN;
    rows.forEach((row, i) => {
      const { flags, ack } = trace;
      if (sends(row)) {
        una = Number.isNaN(una) ? trace.seq[row] : una;
        const end = endOf(trace, row);
        nxt = nxt >= end ? nxt : end;
      } else if (flags[row] & ACK && !(flags[row] & RST)) {
        una = una >= ack[row] ? una : ack[row];
        edge = ack[row] + trace.window[row] >= una ? ack[row] + trace.window[row] : edge;
      }
      octets[i] = nxt > una ? nxt - una : 0;
      window[i] = edge - una;
    });
    return { time: Float64Array.from(rows, (row) => trace.time[row]), octets, window };
  }

  /** The most in flight during the last `span` nanoseconds, after each row. */
  function most({ time, octets }, span) {
    const peaks = new Float64Array(octets.length);
    const queue = new Uint32Array(octets.length); // rows that may yet be the highest, falling
    let head = 0;
    let tail = 0;
    octets.forEach((value, i) => {
      while (tail > head && octets[queue[tail - 1]] <= value) {
        tail--;
      }
      queue[tail++] = i;
      // a level lasts until the next row
      while (head < tail - 1 && time[queue[head] + 1] <= time[i] - span) {
        head++;
      }
      peaks[i] = octets[queue[head]];
    });
    return peaks;
  }

  /**
   * Round trips from the capture point to the receiver and back, at the time of the acknowledgment.
   * By Karn's rule, none is taken from octets that passed twice, nor from an acknowledgment that
   * covers such octets. A selective acknowledgment counts as one.
   */
  function roundTrips(sent) {
    const { trace, rows, sends } = sent;
    const waiting = []; // {start, end, time, twice, told}, by end
    const times = [];
    const values = [];
    let first = 0; // of those that still wait
    let reported = -Infinity;

    function send(row) {
      const start = trace.seq[row];
      const end = endOf(trace, row);
      const last = waiting.length > first ? waiting[waiting.length - 1] : null;
      if (end <= start) {
        return;
      }
      if (!last || start >= last.end) {
        const { time, since } = trace;
        waiting.push({ start, end, time: time[row], since: since[row], twice: false, told: false });
        return;
      }
      for (let i = waiting.length - 1; i >= first && waiting[i].end > start; i--) {
        waiting[i].twice = waiting[i].twice || waiting[i].start < end;
      }
    }

    function sample(segment, row) {
      times.push(trace.time[row]);
      values.push(trace.time[row] - segment.time);
      segment.told = true;
    }

    function acknowledge(row) {
      let newest = null;
      let twice = false;
      while (first < waiting.length && waiting[first].end <= trace.ack[row]) {
        const segment = waiting[first++];
        twice = twice || segment.twice;
        newest = segment.told || (newest && newest.time > segment.time) ? newest : segment;
      }
      newest && !twice && sample(newest, row);
      first > 4096 && waiting.splice(0, first) && (first = 0);
    }

    function report(row) {
      const blocks = blocksOf(trace, row);
      const right = blocks.reduce((high, block) => Math.max(high, block[1]), -Infinity);
      if (right <= reported || right <= trace.ack[row]) {
        return;
      }
      reported = right;
      let i = waiting.length - 1;
      while (i >= first && waiting[i].end > right) {
        i--;
      }
      i >= first && !waiting[i].twice && !waiting[i].told && sample(waiting[i], row);
    }

    rows.forEach((row) => {
      if (sends(row)) {
        send(row);
      } else if (trace.flags[row] & ACK && !(trace.flags[row] & RST)) {
        acknowledge(row);
        report(row);
      }
    });
    return { time: Float64Array.from(times), value: Float64Array.from(values) };
  }

  /** The blocks that a segment acknowledges selectively, as [left, right]. */
  function blocksOf(trace, row) {
    const blocks = [];
    for (let at = trace.sackFrom[row]; at < trace.sackFrom[row + 1]; at += 2) {
      blocks.push([trace.sacks[at], trace.sacks[at + 1]]);
    }
    return blocks;
  }

  return {
    FIN,
    SYN,
    RST,
    ACK,
    endOf,
    direction,
    passed,
    firstSent,
    flight,
    most,
    roundTrips,
    blocksOf,
  };
})();
