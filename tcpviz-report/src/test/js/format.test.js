// SPDX-License-Identifier: Apache-2.0
"use strict";

test("a figure that is not known is a dash", () => {
  equal(format.count(-1), "–");
  equal(format.bytes(-1), "–");
  equal(format.duration(-1), "–");
  equal(format.percent(1, 0), "–");
});

test("counts have separators and their noun a plural where it is due", () => {
  equal(format.many(0, "event"), "0 events");
  equal(format.many(1, "event"), "1 event");
  equal(format.many(1234567, "entry", "entries"), "1,234,567 entries");
});

test("few octets are counted, many are rounded to three digits", () => {
  equal([0, 10239, 10240, 1048576, 5e12].map(format.bytes), [
    "0 B",
    "10,239 B",
    "10.0 KiB",
    "1.00 MiB",
    "4.55 TiB",
  ]);
});

test("a duration has the unit that keeps it short", () => {
  equal([0, 1, 1500, 2.5e6, 999e6, 1e9, 119.4e9].map(format.duration), [
    "0 s",
    "1 ns",
    "1.50 µs",
    "2.50 ms",
    "999 ms",
    "1.00 s",
    "119 s",
  ]);
  equal(format.duration(120e9), "2 min 00 s");
  equal(format.duration(7200e9), "2 h 00 min");
  equal(format.duration(172800e9), "2 d 00 h");
});

test("a rate is in bits", () => {
  equal(format.rate(1e6, 1e9), "8.00 Mbit/s");
  equal(format.rate(1, 8e9), "1.00 bit/s");
});

test("a moment has microseconds", () => {
  equal(format.moment(1234567890123), "1,234.567890 s");
  equal(format.moment(0), "0.000000 s");
  equal(format.moment(1.5e9, 1), "1.5 s");
});

test("a tick has as many decimals as its step, and carries what it rounds", () => {
  equal(format.tick(1.5, 0.5), "1.5 s");
  equal(format.tick(1200, 100), "1,200 s");
  equal(format.tick(0.3, 0.01), "0.30 s");
  equal(format.tick(1.9999999999999998, 0.5), "2.0 s");
});

test("a time of day keeps all nanoseconds", () => {
  equal(format.clock(1700000000123456789n), "2023-11-14 22:13:20.123456789 UTC");
  equal(format.clock(0n), "1970-01-01 00:00:00.000000000 UTC");
  equal(format.clock(-1n), "1969-12-31 23:59:59.999999999 UTC");
});

test("numbers in sentences get separators where a word follows them", () => {
  equal(format.grouped("12345 segments to 10.0.0.1:50000"), "12,345 segments to 10.0.0.1:50000");
});

test("a share that is not quite nothing does not read as nothing", () => {
  equal(format.percent(1, 10000), "< 0.1 %");
  equal(format.percent(0, 10000), "0.0 %");
  equal(format.percent(1, 8), "12.5 %");
});
