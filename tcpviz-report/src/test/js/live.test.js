// SPDX-License-Identifier: Apache-2.0
"use strict";

const alertOf = (number, level, more = {}) => ({
  number,
  level,
  event: "retransmission",
  subject: "a",
  count: 12,
  window_seconds: 60,
  unit: "events",
  value: 12,
  per: "direction",
  ...more,
});

test("an alert is raised until it clears", () => {
  equal(alerts.raised([alertOf(1, "WARN"), alertOf(2, "OK")]), []);
  equal(
    alerts.raised([alertOf(1, "WARN"), alertOf(2, "CRITICAL")]).map(({ number }) => number),
    [2],
  );
});

test("the worst of the raised alerts stands first, then the latest", () => {
  const all = [
    alertOf(1, "CRITICAL"),
    alertOf(2, "WARN", { subject: "b" }),
    alertOf(3, "UNKNOWN", { subject: "c" }),
    alertOf(4, "WARN", { subject: "d" }),
  ];
  equal(alerts.raised(all).map(({ number }) => number), [1, 4, 2, 3]);
});

test("an alert says what was counted in which time", () => {
  session.kinds = [{ name: "retransmission", title: "Retransmission" }];
  equal(alerts.sentence(alertOf(1, "WARN")), "Retransmission: 12 in 60.0 s");
  equal(
    alerts.sentence(alertOf(1, "WARN", { unit: "%", value: 2.5, event: "resent" })),
    "resent: 12 in 60.0 s, 2.50 %",
  );
  const missing = (unit, value) =>
    alerts.sentence(alertOf(1, "UNKNOWN", { event: "capture_drops", unit, value }));
  equal(missing("frames", 3), "The capture itself dropped 3 frames");
  equal(missing("octets", 2048), "2,048 B of the capture were lost");
  equal(missing("files", 1), "1 file of the capture lost");
  equal(missing("losses", 1), "Part of the capture was lost");
});

test("rates are those between two statuses, and never negative", () => {
  const before = { at: 1000, packets: 100, bytes: 1000 };
  equal(pulse.rates(before, { at: 3000, packets: 300, bytes: 5000 }), { packets: 100, bytes: 2000 });
  equal(pulse.rates(before, { at: 2000, packets: 0, bytes: 0 }), { packets: 0, bytes: 0 });
  equal(pulse.rates(before, before), null);
});

test("what is missing is said, and what is whole is not", () => {
  const status = { dropped: -1, lost_octets: 0, octets_behind: 0 };
  const shown = (events, connections) => ({
    events: 10,
    connections: 2,
    told: { events, connections },
  });
  equal(pulse.remarks(status, shown(10, 2)), []);
  equal(pulse.remarks({ ...status, dropped: 1 }, shown(10, 2)), [
    "The capturing host dropped 1 frame.",
  ]);
  equal(pulse.remarks(status, shown(1234, 2)), [
    "Of 1,234 events, the latest 10 are shown here.",
  ]);
  equal(pulse.remarks(status, shown(10, 3)).length, 1);
});

test("what is renewed keeps its elements while they look the same", () => {
  const parent = dom.el("div");
  dom.renew(parent, [dom.el("p", {}, "one"), [[dom.el("p", {}, "two")]]]);
  const first = parent.firstChild;
  dom.renew(parent, [dom.el("p", {}, "one"), dom.el("p", {}, "two")]);
  equal(parent.firstChild === first, true);
  dom.renew(parent, [dom.el("p", {}, "one"), dom.el("p", {}, "three")]);
  equal(parent.textContent, "onethree");
});

test("what is renewed keeps the focus and what was opened", () => {
  const content = (text) => [
    dom.el("button", { type: "button" }, "stay"),
    dom.el("details", {}, dom.el("summary", {}, "more"), text),
  ];
  const parent = dom.el("div");
  document.body.append(parent);
  dom.renew(parent, content("before"));
  parent.querySelector("button").focus();
  parent.querySelector("details").open = true;
  dom.renew(parent, content("behind"));

  equal(document.activeElement === parent.querySelector("button"), true);
  equal(parent.querySelector("details").open, true);
  equal(parent.querySelector("details").lastChild.textContent, "behind");
  parent.remove();
});

test("what the timeline follows is told as a length of time", () => {
  const told = [];
  const { element, show } = follower.create((length) => told.push(length));
  for (const value of ["all", "60", "still"]) {
    element.value = value;
    element.dispatchEvent(new Event("change"));
  }
  equal(told, [Infinity, 6e10, null]);
  show(3e11);
  equal(element.value, "300");
});
