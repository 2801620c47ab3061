// SPDX-License-Identifier: Apache-2.0
// A button with a panel that opens below it, and closes when the reader turns elsewhere.
"use strict";

const popover = (() => {
  const { el } = dom;

  /**
   * Makes one; `element` stands in the page and `close()` gives the focus back to the button.
   *
   * label: of the button; content: elements of the panel; css: a class of the panel;
   * onopen?(): before it is shown
   */
  function create({ label, content, css, onopen }) {
    const summary = el("summary.small", {}, label);
    const away = (event) => {
      element.open = element.contains(event.target);
    };
    const element = el(
      "details.popover",
      {
        ontoggle: () => {
          element.open && onopen?.();
          element.open
            ? addEventListener("pointerdown", away)
            : removeEventListener("pointerdown", away);
        },
        onkeydown: (event) => {
          if (event.key === "Escape" && element.open) {
            event.stopPropagation();
            close();
          }
        },
        onfocusout: (event) => {
          if (event.relatedTarget && !element.contains(event.relatedTarget)) {
            element.open = false;
          }
        },
      },
      summary,
      el("div.popover-panel" + (css ? "." + css : ""), {}, content),
    );

    function close() {
      element.open = false;
      summary.focus();
    }

    return { element, summary, close };
  }

  return { create };
})();
