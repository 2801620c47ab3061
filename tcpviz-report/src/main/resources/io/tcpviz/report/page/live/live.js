// SPDX-License-Identifier: Apache-2.0
// Keeps the page up to date: takes what is told, a few times a second and not while the reader
// would be disturbed, and lets everything that shows it follow.
"use strict";

const live = (() => {
  const PAUSE = 400; // milliseconds between two updates
  const MOST_WAITING = 20000; // events, beyond which it is better to ask for everything again

  /**
   * Begins. `views()` is called to show what has changed, and where `isAway()`, so that a connection
   * is looked at, `again()` to show that once more. `bar`, `element` and `alerts` stand in the
   * bar and in the page.
   */
  function create({ views, isAway, again }) {
    let waiting = [];
    let isWhole = false; // whether the first of those waiting stands for all before it
    let events = 0; // in those waiting
    let isStale = false; // whether something was dropped since
    let isPaused = false;
    let isBusy = false;
    let isBehind = false; // whether the views do not show what was taken
    let isPressed = false;
    let last = 0; // when it was updated
    let timer = 0;

    let worst = ""; // level of an alert that is raised
    const list = alerts.create((level) => {
      worst = level;
      titled();
    });
    const state = pulse.create(() => (isFrozen() ? goOn() : pause()));
    const source = feed.create({ take, tell: state.state });
    const isFrozen = () => isPaused || isAway();

    function titled() {
      document.title = (worst ? worst + " · " : "") + session.title() + " · tcpviz live";
    }

    function take(part, whole) {
      list.take(part.live.alerts, whole);
      state.status(part.live.status);
      if (whole) {
        waiting = [];
        events = 0;
        isWhole = true;
        isStale = false;
      }
      if (!isStale) {
        waiting.push(part);
        events += part.live.ids.length;
      }
      if (events > MOST_WAITING && isFrozen()) {
        waiting = [];
        isStale = true;
      }
      offer();
    }

    function pause() {
      isPaused = true;
      offer();
    }

    async function goOn() {
      isPaused = false;
      if (isStale) {
        await source.anew();
      }
      await update();
      isAway() && again();
      offer();
    }

    /** Shows what was taken, now or when the reader comes back to it. */
    function show() {
      isBehind = isAway();
      isBehind || views();
    }

    /** Updates soon, where nothing speaks against it. */
    function offer() {
      isBehind && show();
      state.paused(isFrozen(), events);
      clearTimeout(timer);
      const may = !isFrozen() && !isBusy && !isPressed && !document.hidden;
      if (may && isStale) {
        source.anew();
      } else if (may && waiting.length > 0) {
        timer = setTimeout(update, Math.max(0, last + PAUSE - performance.now()));
      }
    }

    async function update() {
      if (isBusy || waiting.length === 0) {
        return;
      }
      isBusy = true;
      const [parts, whole] = [waiting, isWhole];
      waiting = [];
      events = 0;
      isWhole = false;
      try {
        await session.take(parts, whole);
        show();
        state.refresh();
      } finally {
        isBusy = false;
        last = performance.now();
        offer();
      }
    }

    function pressed(now) {
      isPressed = now;
      now || offer();
    }

    addEventListener("pointerdown", () => pressed(true));
    addEventListener("pointerup", () => pressed(false));
    addEventListener("pointercancel", () => pressed(false));
    document.addEventListener("visibilitychange", offer);
    return {
      bar: [state.button, list.badge],
      element: state.element,
      alerts: list.element,
      /** Listens from where the page stands. To be called when it is complete. */
      begin() {
        forgetToken();
        list.take(session.live.alerts, true);
        state.status(session.live.status);
        source.follow(session.live.position);
        route.on(offer);
      },
    };
  }

  /** A token in the address would be seen by others; the browser has a cookie for it by then. */
  function forgetToken() {
    if (new URLSearchParams(location.search).has("token")) {
      history.replaceState(null, "", location.pathname + location.hash);
    }
  }

  return { create };
})();
