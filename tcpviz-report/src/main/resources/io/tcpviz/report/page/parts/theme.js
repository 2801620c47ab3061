// SPDX-License-Identifier: Apache-2.0
// Light or dark: what the reader chose, else what the system says. Paper is light, and has a width
// of its own (data-paper). Whatever draws listens to "tcpviz:theme".
"use strict";

const theme = (() => {
  const KEY = "tcpviz.theme";
  const CHOICES = ["system", "light", "dark"];
  const ICONS = { system: "half", light: "sun", dark: "moon" };
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let choice = remembered();
  let printing = false;

  /** A page of a file may have no storage; then the choice lasts as long as the page. */
  function remembered() {
    try {
      const found = localStorage.getItem(KEY);
      return CHOICES.includes(found) ? found : "system";
    } catch {
      return "system";
    }
  }

  function remember() {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // the choice is in force all the same
    }
  }

  function apply() {
    const system = dark.matches ? "dark" : "light";
    const shown = printing ? "light" : choice === "system" ? system : choice;
    if (root.dataset.theme !== shown) {
      root.dataset.theme = shown;
      tell();
    }
  }

  const tell = () => dispatchEvent(new CustomEvent("tcpviz:theme"));

  const print = (starts) => () => {
    printing = starts;
    root.toggleAttribute("data-paper", starts);
    apply();
    tell();
  };

  /** A button that goes through the choices. */
  function control() {
    const button = dom.el("button.round", { type: "button", onclick: change });

    function change() {
      choice = following();
      remember();
      apply();
      show();
    }

    function show() {
      const label = "Theme: " + choice + ". Change to " + following();
      button.replaceChildren(dom.icon(ICONS[choice]));
      button.setAttribute("aria-label", label);
      button.title = label;
    }

    show();
    return button;
  }

  const following = () => CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];

  dark.addEventListener("change", apply);
  addEventListener("beforeprint", print(true));
  addEventListener("afterprint", print(false));
  apply();

  return { control };
})();
