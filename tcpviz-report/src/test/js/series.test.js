// SPDX-License-Identifier: Apache-2.0
"use strict";

/**
 * A trace of segments, each {at, from, seq, len, ack, win, flags, sack}: from is 0 for the client;
 * times are milliseconds.
 */
function traceOf(segments) {
  const n = segments.length;
  const pick = (Type, value) => Type.from(segments, value);
  const sacks = [];
  const sackFrom = new Uint32Array(n + 1);
  segments.forEach(({ sack = [] }, i) => {
    sacks.push(...sack);
    sackFrom[i + 1] = sacks.length;
  });
  return {
    rows: n,
    time: pick(Float64Array, ({ at }) => at * 1e6),
    since: pick(Float64Array, ({ at, since = at }) => since * 1e6),
    frame: pick(Float64Array, (_, i) => i + 1),
    file: null,
    fromServer: pick(Uint8Array, ({ from }) => from),
    flags: pick(Uint16Array, ({ flags = 16 }) => flags),
    seq: pick(Float64Array, ({ seq = 0 }) => seq),
    length: pick(Float64Array, ({ len = 0 }) => len),
    ack: pick(Float64Array, ({ ack = NaN }) => ack),
    window: pick(Float64Array, ({ win = 1000 }) => win),
    sackFrom,
    sacks: Float64Array.from(sacks),
    merged: new Uint32Array(n).fill(1),
    base: [5000, 7000],
  };
}

const data = (at, seq, len) => ({ at, from: 0, seq, len, ack: 1 });
const ack = (at, number, more = {}) => ({ at, from: 1, ack: number, ...more });
const sent = (segments, from = 0) => series.direction(traceOf(segments), from);

test("SYN and FIN take up a sequence number each", () => {
  const trace = traceOf([
    { at: 0, from: 0, flags: 2, seq: 0 },
    { at: 1, from: 0, flags: 17, seq: 1, len: 10 },
  ]);
  equal([series.endOf(trace, 0), series.endOf(trace, 1)], [1, 12]);
});

test("a direction has the data of its sender and the acknowledgments of its receiver", () => {
  const { data: rows, acks } = sent([data(0, 1, 100), ack(5, 101), { at: 6, from: 0, ack: 1 }]);
  equal([rows, acks], [[0], [1]]);
});

test("segments are taken in order of time, whatever their order in the files", () => {
  equal(sent([data(5, 101, 100), data(0, 1, 100)]).data, [1, 0]);
});

test("octets that passed before are not new, those of a hole are", () => {
  const first = series.firstSent(
    sent([data(0, 0, 100), data(1, 200, 100), data(2, 50, 200), data(3, 100, 100), data(4, 300, 1)]),
  );
  equal(first, [100, 100, 100, 0, 1]);
});

test("in flight is what was sent and not acknowledged", () => {
  const { octets, window } = series.flight(
    sent([data(0, 1, 100), data(1, 101, 100), ack(5, 101, { win: 500 }), data(6, 1, 100)]),
  );
  equal(octets, [100, 200, 100, 100]);
  equal(window, [NaN, NaN, 500, 500]);
});

test("an old acknowledgment brings nothing back into flight", () => {
  const { octets } = series.flight(sent([data(0, 1, 200), ack(5, 201), ack(6, 101)]));
  equal(octets, [200, 0, 0]);
});

test("the most in flight holds for the span behind and no longer", () => {
  const peaks = series.most(
    { time: [0, 10, 20, 30, 45], octets: [5, 9, 2, 3, 1] },
    20,
  );
  equal(peaks, [5, 9, 9, 9, 3]);
});

test("a level that began long ago counts as long as it lasts", () => {
  equal(series.most({ time: [0, 100, 105], octets: [7, 1, 1] }, 10), [7, 7, 7]);
});

test("a round trip ends with the acknowledgment of the newest segment", () => {
  const trips = series.roundTrips(sent([data(0, 1, 100), data(2, 101, 100), ack(12, 201)]));
  equal(trips, { time: [12e6], value: [10e6] });
});

test("octets that passed twice give no round trip, nor does what is acknowledged with them", () => {
  const trips = series.roundTrips(
    sent([data(0, 1, 100), data(1, 101, 100), data(30, 1, 100), ack(40, 201)]),
  );
  equal(trips.value, []);
});

test("a selective acknowledgment ends the round trip of its segment, once", () => {
  const trips = series.roundTrips(
    sent([
      data(0, 1, 100),
      data(1, 101, 100),
      data(2, 201, 100),
      ack(11, 1, { sack: [101, 201] }),
      ack(12, 1, { sack: [101, 301] }),
      ack(13, 1, { sack: [101, 301] }),
    ]),
  );
  equal(trips.value, [10e6, 10e6]);
});

test("the opposite side's data gives the other half of the path", () => {
  const segments = [{ at: 0, from: 1, seq: 1, len: 10, ack: 1 }, { at: 3, from: 0, ack: 11 }];
  equal(series.roundTrips(sent(segments, 1)).value, [3e6]);
  equal(series.roundTrips(sent(segments, 0)).value, []);
});

test("throughput has all octets, goodput those that pass for the first time", () => {
  const knots = rates.passed(sent([data(0, 1, 1000), data(10, 1, 1000), data(20, 1001, 500)]));
  const { step, from, all, first } = rates.over(knots, 0, { from: 0, to: 30e6 });
  equal([step, from], [500000, 0]);
  const octets = (bits) => (bits.reduce((sum, each) => sum + each, 0) * step) / 8e9;
  close([octets(all), octets(first)], [2500, 1500], 1e-6);
});

test("a record of several segments is spread over its time", () => {
  const run = { ...data(20, 1, 2000), since: 0 };
  const { all, step } = rates.over(rates.passed(sent([run])), 0, { from: 0, to: 20e6 });
  close((all.slice(0, all.length / 2).reduce((a, b) => a + b, 0) * step) / 8e9, 1000, 1);
});

test("intervals are round, and about a hundred fit the view", () => {
  equal(
    [1e9, 7e9, 3.6e12].map((length) => rates.interval(0, length)),
    [1e7, 5e7, 5e10],
  );
});
