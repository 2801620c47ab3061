// SPDX-License-Identifier: Apache-2.0
"use strict";

const finding = (severity, lost, sentence, more = {}) => ({
  severity,
  lost_time_ms: lost,
  events: 1,
  sentence,
  ...more,
});
const shown = (all) =>
  findings
    .arrange(all)
    .map((entry) => (entry.alike ? entry.alike.length : entry.finding.sentence));

test("the gravest come first, then those that cost most time, then the most frequent", () => {
  const all = [
    finding("INFO", 900, "d"),
    finding("WARNING", 5, "c", { events: 2 }),
    finding("WARNING", 5, "b", { events: 3 }),
    finding("CRITICAL", 0, "a"),
  ];

  equal(shown(all), ["a", "b", "c", "d"]);
});

test("findings of one trouble beyond the fourth are one entry, where the fifth would stand", () => {
  const silent = (n) =>
    Array.from({ length: n }, (_, i) =>
      finding("WARNING", 100 - i, "h" + i, { trouble: "syn_unanswered" }),
    );

  equal(shown([...silent(7), finding("WARNING", 1, "other")]), ["h0", "h1", "h2", "h3", 3, "other"]);
  equal(shown(silent(5)), ["h0", "h1", "h2", "h3", "h4"]);
});

test("a finding leads to its worst moment, else to its first connection, else nowhere", () => {
  equal(
    findings.moment({ worst: { connection: 3, frame: 70 }, connections: [1] }),
    "#connection=3&frame=70",
  );
  equal(
    findings.moment({ worst: { connection: 3, frame: 70, file: "a b.pcap" } }),
    "#connection=3&frame=70&file=a%20b.pcap",
  );
  equal(findings.moment({ worst: { connection: 3, frame: null } }), "#connection=3");
  equal(findings.moment({ connections: [7, 8] }), "#connection=7");
  equal(findings.moment({ connections: [] }), "");
  equal(findings.moment({ worst: { connection: "<b>" }, connections: "x" }), "");
});
