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

test("without the name of a trouble, sentences that differ in figures and addresses are alike", () => {
  const all = [1, 2, 3, 4, 5, 6].map((n) =>
    finding("WARNING", 0, n + " connections to 10.0.0." + n + ":80 were refused (" + n + " events)"),
  );

  equal(findings.arrange(all).map((entry) => (entry.alike || [entry.finding]).length), [1, 1, 1, 1, 2]);
});

test("a finding leads to its worst moment, else to its first connection, else nowhere", () => {
  equal(
    findings.moment({ worst: { connection: 3, frame: 70 }, connections: [1] }),
    "#connection=3&frame=70",
  );
  equal(findings.moment({ worst: { connection: 3, frame: null } }), "#connection=3");
  equal(findings.moment({ connections: [7, 8] }), "#connection=7");
  equal(findings.moment({ connections: [] }), "");
  equal(findings.moment({ worst: { connection: "<b>" }, connections: "x" }), "");
});

test("a sentence loses the figures at its end, which stand beside it", () => {
  equal(
    findings.sentence({ sentence: "1 connection to a:1 waited, 45.7 s in all (267 events)" }),
    "1 connection to a:1 waited",
  );
  equal(findings.sentence({ sentence: "It waited 12345 times" }), "It waited 12,345 times");
});

test("the server is told by its field, else by the sentence", () => {
  equal(findings.server({ server: "[fe80::1]:80", sentence: "x" }), "[fe80::1]:80");
  equal(findings.server({ sentence: "to [fe80::1]:80 were refused" }), "[fe80::1]:80");
  equal(findings.server({ sentence: "5 connections to 10.0.0.1:80 were" }), "10.0.0.1:80");
  equal(findings.server({ sentence: "the capture lacks 1.5 s" }), "");
});
