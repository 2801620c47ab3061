// SPDX-License-Identifier: Apache-2.0
// What the server tells, part by part: from where the page stands, and anew where something is
// missing between what it knows and what comes.
"use strict";

const feed = (() => {
  const PAUSE = 3000; // milliseconds until it is tried again

  /**
   * Makes a feed that has not begun.
   *
   * take(part, isWhole): a part; a whole one stands for all before it. tell(state): "live", "lost"
   * while it is tried again, "refused" when the page is no longer let in.
   */
  function create({ take, tell }) {
    let source = null;
    let timer = 0;

    /** Listens from behind `position`. */
    function follow(position) {
      close();
      source = new EventSource("events?after=" + encodeURIComponent(position));
      source.onopen = () => tell("live");
      source.onmessage = ({ data }) => take(JSON.parse(data), false);
      source.onerror = () => {
        tell("lost");
        source.readyState === EventSource.CLOSED && later();
      };
      source.addEventListener("resync", anew);
    }

    function close() {
      clearTimeout(timer);
      source && source.close();
    }

    function later() {
      close();
      timer = setTimeout(anew, PAUSE);
    }

    /** Asks for everything there is, and listens from there. */
    async function anew() {
      close();
      try {
        const answer = await fetch("snapshot", { cache: "no-store" });
        if (answer.ok) {
          const part = await answer.json();
          take(part, true);
          follow(part.live.position);
        } else {
          tell(answer.status === 401 ? "refused" : "lost");
          answer.status === 401 || later();
        }
      } catch {
        tell("lost"); // nobody answers
        later();
      }
    }

    return { follow, anew, close };
  }

  return { create };
})();
