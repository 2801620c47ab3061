// SPDX-License-Identifier: Apache-2.0
// How far the capture, and so the verdict, can be trusted.
"use strict";

const quality = (() => {
  const { el } = dom;
  const REASONS = 3; // named in the first screen
  const INTERRUPTED = "reading was interrupted here"; // as summary.json says it

  const figure = (name) =>
    typeof session.captureQuality[name] === "number" ? session.captureQuality[name] : 0;
  const unread = (n, file) =>
    format.many(n, "line") +
    " of the " +
    file +
    " file could not be read and " +
    (n === 1 ? "is" : "are") +
    " not shown.";

  /** Whether so many frames that nobody looked into are worth a doubt. */
  const isMuch = (n) => n > 0 && n * 100 >= n + Math.max(0, session.summary.tcp_packets || 0);

  const unseen = (n) =>
    format.many(n, "frame") +
    " could not be looked into, nothing is said of TCP in them: " +
    session.skipList(session.hidden) +
    ".";

  const damageText = (damage) =>
    [
      [
        damage.file,
        typeof damage.offset_bytes === "number" && "byte " + format.count(damage.offset_bytes),
      ]
        .filter(Boolean)
        .join(", "),
      damage.reason,
    ]
      .filter(Boolean)
      .join(": ");

  /** What speaks against trusting it, as pairs: in a few words, and in a sentence. */
  function doubts() {
    const all = session.damages.map((damage) =>
      damage.reason === INTERRUPTED
        ? ["not read to its end", "Not read to its end: " + damageText(damage)]
        : ["damaged", "Damaged: " + damageText(damage)],
    );
    const when = (n, few, sentence) => n > 0 && all.push([few(n), sentence(n)]);
    when(
      session.invalidEvents,
      (n) => format.many(n, "line") + " not readable",
      (n) => unread(n, "events"),
    );
    when(
      session.invalidConnections,
      (n) => format.many(n, "line") + " not readable",
      (n) => unread(n, "connections"),
    );
    when(
      isMuch(session.hiddenCount) && session.hiddenCount,
      (n) => format.many(n, "frame") + " not looked into",
      (n) => unseen(n),
    );
    when(
      figure("dropped_by_host"),
      (n) => format.many(n, "frame") + " lost by the host",
      (n) => "The capturing host lost " + format.many(n, "frame") + ".",
    );
    when(
      figure("gap_bytes"),
      (n) => format.percent(n, n + figure("unique_bytes")) + " of the data missing",
      (n) =>
        "The capture lacks " +
        format.bytes(n) +
        " that the receivers have: " +
        format.percent(n, n + figure("unique_bytes")) +
        " of the data.",
    );
    if (session.captureQuality.mirrored === true) {
      all.push([
        "most packets there twice",
        "The capture holds most packets twice, as a mirror port makes them.",
      ]);
    } else {
      when(
        figure("duplicate_segments"),
        (n) => format.many(n, "duplicate packet"),
        (n) => format.many(n, "duplicate packet") + ".",
      );
    }
    when(
      figure("one_sided_connections"),
      (n) => "one direction only of " + format.many(n, "connection"),
      (n) => "Only one direction was captured of " + format.many(n, "connection") + ".",
    );
    when(
      figure("time_reversals"),
      (n) => format.many(n, "frame") + " out of time order",
      (n) => format.many(n, "frame") + " stamped earlier than the frame before.",
    );
    return all;
  }

  /** What is only worth knowing. */
  function notes() {
    const all = [];
    if (figure("cut_segments") > 0) {
      all.push(
        format.many(figure("cut_segments"), "packet") +
          " cut by the snap length; their headers were enough.",
      );
    }
    const told = isMuch(session.hiddenCount) ? session.hidden : [];
    const skipped = session.skipped.filter((each) => !told.includes(each));
    if (skipped.length > 0) {
      const count = skipped.reduce((sum, [, n]) => sum + n, 0);
      all.push(
        format.many(count, "frame") +
          " without a TCP segment: " +
          session.skipList(skipped) +
          ".",
      );
    } else if (session.skipped.length === 0 && session.summary.tcp_packets > 0) {
      all.push("Every frame was a TCP segment.");
    }
    return all;
  }

  /** Everything about it, as the contents of list items. */
  function remarks() {
    const bad = doubts();
    const good = session.hasSummary ? notes() : [];
    if (session.hasSummary && bad.length === 0) {
      good.unshift("Complete: no damage, no gaps, no losses known.");
    }
    const remark = (icon, text) => [icon, el("span", {}, text)];
    return [
      ...bad.map(([, text]) => remark(dom.severityIcon(1), text)),
      ...good.map((text) => remark(dom.checkIcon(), text)),
    ];
  }

  const GRADES = { good: "Good", fair: "Fair", poor: "Poor" };

  /** The grade of the capture and why, for the first screen; null where nothing is known of it. */
  function card() {
    const grade = GRADES[session.captureQuality.grade];
    const title = session.damages.length > 0 && grade === "Good" ? "Incomplete" : grade;
    const reasons = [...new Set(doubts().map(([few]) => few))];
    if (!title && reasons.length === 0) {
      return null;
    }
    const isGood = (title || "Good") === "Good";
    return el(
      "section.grade",
      { "aria-labelledby": "grade" },
      el("h2", { id: "grade" }, "Quality of the capture"),
      title &&
        el("p.mark", {}, isGood ? dom.checkIcon() : dom.severityIcon(title === "Poor" ? 2 : 1), title),
      el("p.why", {}, format.capital(inShort(reasons)) + "."),
      el("a", { href: "#capture" }, "More about the capture"),
    );
  }

  /** A few reasons in a row. */
  const inShort = (reasons) =>
    reasons.length === 0
      ? "no damage, no gaps, no losses known"
      : reasons.slice(0, REASONS).join(", ") +
        (reasons.length > REASONS ? ", and " + (reasons.length - REASONS) + " more" : "");

  /** Whether whoever read the capture broke off. */
  const isInterrupted = () => session.damages.some(({ reason }) => reason === INTERRUPTED);

  return { card, remarks, unseen, isMuch, isInterrupted };
})();
