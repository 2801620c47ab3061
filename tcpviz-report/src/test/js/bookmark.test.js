// SPDX-License-Identifier: Apache-2.0
"use strict";

const known = {
  kinds: [{ name: "retransmission" }, { name: "zero_window" }, { name: "Odd.kind & <more>" }],
  from: 5e9,
  since: (time) => time - 5e9,
};
const full = { from: 4.9e9, to: 25e9 };
const untouched = {
  kinds: [true, true, true],
  severities: [true, true, true],
  host: "",
  port: "",
  text: "",
  grouping: "kind",
};
const written = (choice, view = full) =>
  bookmark.write(known, { ...untouched, ...choice }, view, full);
const reread = (params) => bookmark.read(known, new URLSearchParams(params), full);

test("what is as it is at first needs no parameter", () => {
  equal(written({}), {});
});

test("every choice and the view come back from their parameters", () => {
  const choices = [
    { kinds: [true, false, true], host: "fe80::1", port: "443", text: "#7 lost & found" },
    { kinds: [false, false, true], severities: [false, true, false], grouping: "port" },
    { kinds: [false, false, false], severities: [false, true, true] },
    {},
  ];
  for (const choice of choices) {
    for (const view of [full, { from: 6.25e9, to: 6.250000001e9 + 1e3 }]) {
      const params = new URLSearchParams(written(choice, view));

      equal(reread(params), { choice: { ...untouched, ...choice }, view });
    }
  }
});

test("the shorter of what is shown and what is hidden is named", () => {
  equal(written({ kinds: [true, false, true] }).kind, "-zero_window");
  equal(written({ kinds: [true, false, false] }).kind, "retransmission");
  equal(written({ kinds: [false, false, false] }).kind, "none");
});

test("times are seconds since the capture began", () => {
  equal(written({}, { from: 4.95e9, to: 7.5e9 }).t, "-0.05-2.5");
});

test("what makes no sense is left out", () => {
  const { choice, view } = reread("t=9-3&kind=&severity=&lanes=constructor&port=x");

  equal(view, full);
  equal(choice, { ...untouched, port: "x" });
});

test("a view beyond the capture is brought within it", () => {
  equal(reread("t=-100-1000").view, full);
  equal(reread("t=100-101").view, { from: 24e9, to: 25e9 });
});
