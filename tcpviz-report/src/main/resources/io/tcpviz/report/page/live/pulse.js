// SPDX-License-Identifier: Apache-2.0
// How the monitor stands: whether it is heard, how fast the capture goes, what is missing.
"use strict";

const pulse = (() => {
  const { el } = dom;
  const MEASURED = 5000; // milliseconds over which rates are taken
  const OLD = 3600e3; // milliseconds of lag beyond which an old capture is being replayed
  const LATE = 2000; // milliseconds of lag that are worth a word of warning

  const STATES = {
    live: ["Live", "good"],
    paused: ["Paused", "info"],
    lost: ["Connection lost, trying again", "warning"],
    refused: ["No longer let in", "critical"],
    ended: ["The monitor has ended", "info"],
  };

  /** The rates of two statuses, each with its time: per second, null if they tell none. */
  function rates(before, now) {
    const seconds = (now.at - before.at) / 1000;
    return seconds > 0
      ? {
          packets: Math.max(0, now.packets - before.packets) / seconds,
          bytes: Math.max(0, now.bytes - before.bytes) / seconds,
        }
      : null;
  }

  /**
   * What speaks against trusting the live verdicts, and what the page leaves out, as sentences.
   * Shown are so many events and connections of those in the status `told`, which came with them.
   */
  function remarks(status, { events, connections, told }) {
    const all = [];
    const when = (n, text) => n > 0 && all.push(text(n));
    when(
      status.dropped,
      (n) => "The capturing host dropped " + format.many(n, "frame") + ".",
    );
    when(
      status.lost_octets,
      (n) => format.bytes(n) + " of the capture were gone before they could be read.",
    );
    when(
      status.octets_behind > 1 << 20 ? status.octets_behind : 0,
      (n) => format.bytes(n) + " are written and not read yet.",
    );
    if (told.events > events) {
      all.push(
        "Of " +
          format.many(told.events, "event") +
          ", the latest " +
          format.count(events) +
          " are shown here.",
      );
    }
    if (told.connections > connections) {
      all.push(
        "Of " +
          format.many(told.connections, "connection") +
          ", " +
          format.count(connections) +
          " are shown here: those with events, the worst that are open, and the last that ended.",
      );
    }
    return all;
  }

  /** Makes the line of the page and the button of the bar; `pause()` is called by the button. */
  function create(pause) {
    let state = "live";
    let status = session.live.status;
    let measured = []; // statuses of the last seconds
    let waits = 0;
    let isPaused = false;
    const label = el("span");
    const button = el("button.pulse", { type: "button", onclick: pause }, el("i"), label);
    const line = el("p.pulse-line");
    const doubts = el("ul.remarks");
    const spoken = el("p.visually-hidden", { role: "status" });
    const element = el("section.live", { "aria-label": "The monitor" }, line, doubts, spoken);

    const shownState = () =>
      status.ended && state !== "refused" ? "ended" : state !== "live" ? state : isPaused ? "paused" : "live";

    function figures() {
      const rate = measured.length > 1 && rates(measured[0], measured[measured.length - 1]);
      const lag = status.lag_ms;
      return [
        !status.ended && rate && format.count(Math.round(rate.packets)) + " packets/s",
        !status.ended && rate && rate.bytes > 0 && format.rate(rate.bytes, 1e9),
        format.many(status.packets, "packet") + " so far",
        format.many(status.open_connections, "open connection"),
        !status.ended && lag >= LATE && lag < OLD && format.duration(Math.round(lag) * 1e6) + " behind",
      ].filter(Boolean);
    }

    function refresh() {
      const [title, css] = STATES[shownState()];
      const text = isPaused ? "Paused" + (waits > 0 ? " · " + format.count(waits) : "") : "Live";
      const quiet = ["lost", "refused", "ended"].includes(shownState());
      label.textContent = quiet ? { lost: "Lost", refused: "Refused", ended: "Ended" }[shownState()] : text;
      button.className = "pulse " + css;
      button.setAttribute("aria-pressed", String(isPaused));
      const act = isPaused
        ? "Go on" + (waits > 0 ? ": " + format.many(waits, "event waits", "events wait") : "")
        : "Pause: keep what is shown as it is";
      button.title = act;
      button.setAttribute("aria-label", label.textContent + ". " + act);
      dom.renew(line, [
        el("strong." + css, {}, title),
        figures().map((text) => el("span", {}, text)),
      ]);
      if (state === "refused") {
        line.append(
          el("span", {}, "Open the address that the monitor printed, with its token."),
        );
      }
      const held = {
        events: session.total,
        connections: session.connections.rows,
        told: session.live.status,
      };
      dom.renew(
        doubts,
        remarks(status, held).map((text) =>
          el("li", {}, dom.severityIcon(0), el("span", {}, text)),
        ),
      );
    }

    function say(text) {
      spoken.textContent = text;
    }

    refresh();
    return {
      element,
      button,
      refresh,
      /** Whether the monitor is heard, as feed.js tells it. */
      state(now) {
        if (now !== state) {
          state = now;
          now === "live" ? say("The page is live again.") : say(STATES[shownState()][0]);
          refresh();
        }
      },
      /** How the monitor stands. */
      status(now) {
        status = now;
        const at = performance.now();
        measured = measured.filter((each) => at - each.at < MEASURED);
        measured.push({ at, packets: now.packets, bytes: now.bytes });
        refresh();
      },
      /** Whether the page stands still, and how many events wait. */
      paused(now, events) {
        isPaused = now;
        waits = events;
        refresh();
      },
    };
  }

  return { create, rates, remarks };
})();
