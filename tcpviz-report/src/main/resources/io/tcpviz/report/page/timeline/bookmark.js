// SPDX-License-Identifier: Apache-2.0
// What the timeline shows, as the parameters of an address, and back.
"use strict";

const bookmark = (() => {
  const DECIMALS = 9; // of seconds

  const seconds = (known, time) => String(Number((known.since(time) / 1e9).toFixed(DECIMALS)));

  /** A name as it may stand in an address; names that a file invents can hold anything. */
  const plain = (name) => name.toLowerCase().replace(/[^a-z0-9_]/g, "_");

  /** Those that are chosen, `a.b`, or where those are fewer, the others, `-c.d`; empty for all. */
  function chosen(names, flags) {
    const [shown, hidden] = [true, false].map((flag) => names.filter((_, i) => flags[i] === flag));
    return hidden.length === 0
      ? ""
      : hidden.length < shown.length
        ? "-" + hidden.join(".")
        : shown.join(".") || "none";
  }

  function flags(names, text) {
    const without = text === "" || text.startsWith("-");
    const named = new Set(text.replace(/^-/, "").toLowerCase().split("."));
    return names.map((name) => named.has(name) !== without);
  }

  const kindNames = (known) => known.kinds.map((each) => plain(each.name));
  const severityNames = () => words.severities.map((each) => plain(each.name));

  /**
   * The parameters of a choice (kinds, severities, host, port, text, grouping) and a view; what is
   * as it is at first has no parameter.
   */
  function write(known, choice, view, full) {
    const all = {
      t: span.same(view, full) ? "" : seconds(known, view.from) + "-" + seconds(known, view.to),
      kind: chosen(kindNames(known), choice.kinds),
      severity: chosen(severityNames(), choice.severities),
      host: choice.host,
      port: choice.port,
      q: choice.text,
      lanes: choice.grouping === "kind" ? "" : choice.grouping,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  }

  /** The choice and the view of parameters; what makes no sense is left out. */
  function read(known, params, full) {
    const text = (name) => params.get(name) || "";
    const times = /^(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)$/.exec(text("t"));
    const [from, to] = times ? times.slice(1).map((each) => Number(each) * 1e9 + known.from) : [];
    const grouping = text("lanes");
    return {
      choice: {
        kinds: flags(kindNames(known), text("kind")),
        severities: flags(severityNames(), text("severity")),
        host: text("host"),
        port: text("port"),
        text: text("q"),
        grouping: Object.hasOwn(lanes.groupings, grouping) ? grouping : "kind",
      },
      view: from < to ? span.within(full, { from, to }) : full,
    };
  }

  return { write, read };
})();
