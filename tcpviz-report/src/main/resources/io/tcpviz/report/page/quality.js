// SPDX-License-Identifier: Apache-2.0
// How far the capture, and so the verdict, can be trusted.
"use strict";

const quality = (() => {
  const { el } = dom;

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

  /** What speaks against trusting it. */
  function doubts() {
    const all = session.damages.map((damage) => "Damaged: " + damageText(damage));
    const when = (n, text) => n > 0 && all.push(text(n));
    when(session.invalidEvents, (n) => unread(n, "events"));
    when(session.invalidConnections, (n) => unread(n, "connections"));
    when(isMuch(session.hiddenCount) && session.hiddenCount, (n) => unseen(n));
    when(
      figure("dropped_by_host"),
      (n) => "The capturing host lost " + format.many(n, "frame") + ".",
    );
    when(
      figure("gap_bytes"),
      (n) =>
        "The capture lacks " +
        format.bytes(n) +
        " that the receivers have: " +
        format.percent(n, n + figure("unique_bytes")) +
        " of the data.",
    );
    if (session.captureQuality.mirrored === true) {
      all.push("The capture holds most packets twice, as a mirror port makes them.");
    } else {
      when(figure("duplicate_segments"), (n) => format.many(n, "duplicate packet") + ".");
    }
    when(
      figure("one_sided_connections"),
      (n) => "Only one direction was captured of " + format.many(n, "connection") + ".",
    );
    when(
      figure("time_reversals"),
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

  function section() {
    const bad = doubts();
    const good = session.hasSummary ? notes() : [];
    if (session.hasSummary && bad.length === 0) {
      good.unshift("Complete: no damage, no gaps, no losses known.");
    }
    const remark = (icon, text) => el("li", {}, icon, el("span", {}, text));
    return (
      bad.length + good.length > 0 &&
      el(
        "section",
        {},
        el("h2", {}, "Quality of the capture"),
        el(
          "ul.remarks",
          {},
          bad.map((text) => remark(dom.severityIcon(1), text)),
          good.map((text) => remark(dom.checkIcon(), text)),
        ),
      )
    );
  }

  return { section, unseen, isMuch };
})();
