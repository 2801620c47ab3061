// SPDX-License-Identifier: Apache-2.0
// Addresses within the page: which view, and what is shown in it. The hash holds nothing else.
"use strict";

const route = (() => {
  const VIEWS = new Set(["connection", "timeline", "connections"]);
  const listeners = [];

  /**
   * What the address says: {view, params}; view is "" for the page as a whole, and for places
   * in it that other parts of the page link to. `params` is a
   * Map-like object of texts, as URLSearchParams.
   */
  function read() {
    const params = new URLSearchParams(location.hash.slice(1));
    const view = params.keys().next().value;
    return VIEWS.has(view) ? { view, params } : { view: "", params: new URLSearchParams() };
  }

  /** The address of a view. `params`: pairs, an object or a Map; empty values are left out. */
  function hash(view, params = []) {
    const pairs = Symbol.iterator in params ? [...params] : Object.entries(params);
    const first = pairs.find(([name]) => name === view);
    const rest = pairs
      .filter(([name, value]) => name !== view && value !== "" && value !== null)
      .map(([name, value]) => "&" + name + "=" + encodeURIComponent(value));
    const own = first && first[1] !== "" ? "=" + encodeURIComponent(first[1]) : "";
    return view ? "#" + view + own + rest.join("") : "";
  }

  const tell = () => listeners.forEach((listener) => listener(read()));

  const address = (view, params) => location.pathname + location.search + hash(view, params);

  /** Moves to a view: an entry in the history. */
  function go(view, params) {
    history.pushState(null, "", address(view, params));
    tell();
  }

  /** Says what is shown, without an entry in the history and without telling anybody. */
  function replace(view, params) {
    history.replaceState(null, "", address(view, params));
  }

  addEventListener("hashchange", tell);

  return { read, go, replace, hash, on: (listener) => listeners.push(listener) };
})();
