// SPDX-License-Identifier: Apache-2.0
// Figures as people read them. An unknown figure is a dash.
"use strict";

const format = (() => {
  const UNKNOWN = "–";
  const EXACT = 10240; // octets below which none is rounded away
  const counted = new Intl.NumberFormat("en");

  const count = (n) => (n < 0 ? UNKNOWN : counted.format(n));

  /** A whole number that may be below zero. */
  const whole = (n) => counted.format(n).replace("-", "−");

  /** `n` of `one`, with the plural where it is due. */
  const many = (n, one, more = one + "s") => count(n) + " " + (n === 1 ? one : more);

  /** Three significant digits, more before the point. */
  function digits(value) {
    const size = Math.abs(value);
    return size >= 100
      ? counted.format(Math.round(value))
      : size >= 10
        ? value.toFixed(1)
        : value.toFixed(2);
  }

  /** A sentence whose counts and durations have separators as all other figures have. */
  const grouped = (sentence) =>
    sentence.replace(
      /(^|[ (])(\d{4,})(?=(\.\d+)? [A-Za-zµ])/g,
      (_, before, digits) => before + counted.format(digits),
    );

  function bytes(n) {
    if (n < 0) {
      return UNKNOWN;
    }
    const units = ["B", "KiB", "MiB", "GiB", "TiB"];
    let unit = 0;
    let value = n;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return n < EXACT ? count(n) + " B" : digits(value) + " " + units[unit];
  }

  /** A duration given in nanoseconds. */
  function duration(nanos) {
    if (nanos < 0) {
      return UNKNOWN;
    }
    if (nanos === 0) {
      return "0 s";
    }
    if (nanos < 1e3) {
      return nanos + " ns";
    }
    if (nanos < 1e6) {
      return digits(nanos / 1e3) + " µs";
    }
    if (nanos < 1e9) {
      return digits(nanos / 1e6) + " ms";
    }
    if (nanos < 120e9) {
      return digits(nanos / 1e9) + " s";
    }
    const seconds = Math.round(nanos / 1e9);
    const parts = (large, unit, small, smallUnit) =>
      counted.format(Math.floor(seconds / large)) +
      " " +
      unit +
      " " +
      String(Math.floor((seconds % large) / small)).padStart(2, "0") +
      " " +
      smallUnit;
    return seconds < 7200
      ? parts(60, "min", 1, "s")
      : seconds < 172800
        ? parts(3600, "h", 60, "min")
        : parts(86400, "d", 3600, "h");
  }

  /** A rate of `octets` in `nanos`. */
  function rate(octets, nanos) {
    const units = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s"];
    let unit = 0;
    let value = (octets * 8e9) / nanos;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return digits(value) + " " + units[unit];
  }

  /** A number of octets on an axis whose ticks are `step` apart. */
  function octets(n, step) {
    const [unit, name] = step >= 1e6 ? [1e6, " M"] : step >= 1e3 ? [1e3, " k"] : [1, ""];
    return whole(n / unit) + (n === 0 ? "" : name);
  }

  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  /** A moment given in nanoseconds after the beginning. */
  const moment = (nanos, decimals = 6) =>
    counted.format(Math.trunc(nanos / 1e9)) +
    "." +
    String(Math.floor(Math.abs(nanos % 1e9) / 1e3))
      .padStart(6, "0")
      .slice(0, decimals) +
    " s";

  /** A moment on the axis: as many decimals as `step` seconds need. */
  function tick(seconds, step) {
    const decimals = Math.max(0, Math.min(9, -Math.floor(Math.log10(step) + 1e-9)));
    const [whole, fraction] = seconds.toFixed(decimals).split(".");
    return counted.format(whole) + (fraction ? "." + fraction : "") + " s";
  }

  /** A time of day from nanoseconds since the epoch (BigInt), all nine digits. */
  function clock(nanos) {
    const second = 1000000000n;
    const rest = ((nanos % second) + second) % second; // also before 1970
    const date = new Date(Number((nanos - rest) / second) * 1000);
    if (Number.isNaN(date.getTime())) {
      return UNKNOWN;
    }
    const text = date.toISOString();
    return (
      text.slice(0, 10) +
      " " +
      text.slice(11, 19) +
      "." +
      String(rest).padStart(9, "0") +
      " UTC"
    );
  }

  function percent(part, whole) {
    const share = (100 * part) / whole;
    return !whole ? UNKNOWN : (share > 0 && share < 0.1 ? "< 0.1" : share.toFixed(1)) + " %";
  }

  return { UNKNOWN, count, whole, digits, octets, many, grouped, bytes, duration, rate, moment, tick, clock, percent, capital };
})();
