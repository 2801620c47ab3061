// SPDX-License-Identifier: Apache-2.0
// Elements. Every text becomes a text node, whatever it holds.
"use strict";

const dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  function append(element, children) {
    for (const child of children.flat()) {
      if (child !== null && child !== undefined && child !== false) {
        element.append(child instanceof Node ? child : String(child));
      }
    }
    return element;
  }

  /** `el("p.note", {title: "…", onclick: f}, "text", child)`. */
  function el(name, attributes = {}, ...children) {
    const [tag, ...classes] = name.split(".");
    const element = document.createElement(tag);
    element.classList.add(...classes);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") {
        element.addEventListener(key.slice(2), value);
      } else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(key, value === true ? "" : value);
      }
    }
    return append(element, children);
  }

  /** A shape from a path in a box of 16 by 16. */
  function svg(path, css) {
    const image = document.createElementNS(SVG, "svg");
    image.setAttribute("viewBox", "0 0 16 16");
    image.setAttribute("aria-hidden", "true");
    image.setAttribute("class", "icon " + css);
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", path);
    shape.setAttribute("fill-rule", "evenodd");
    image.append(shape);
    return image;
  }

  const SEVERITY_PATHS = [
    "M8 2 A6 6 0 1 0 8 14 A6 6 0 1 0 8 2 Z M7.2 7 H8.8 V11.5 H7.2 Z M7.2 4.4 H8.8 V6 H7.2 Z",
    "M8 1.5 L15 14 L1 14 Z M7.2 6 H8.8 V10 H7.2 Z M7.2 11 H8.8 V12.6 H7.2 Z",
    "M5 1.5 H11 L14.5 5 V11 L11 14.5 H5 L1.5 11 V5 Z M7.2 4 H8.8 V9 H7.2 Z M7.2 10.2 H8.8 V11.8 H7.2 Z",
  ];
  const CHECK =
    "M8 1 A7 7 0 1 0 8 15 A7 7 0 1 0 8 1 Z M4.2 8.2 L5.4 7 L7 8.6 L10.8 4.8 L12 6 L7 11 Z";

  const ICONS = {
    search:
      "M7 1.5 A5.5 5.5 0 1 0 7 12.5 A5.5 5.5 0 1 0 7 1.5 Z M7 3.2 A3.8 3.8 0 1 1 7 10.8 A3.8 3.8 0 1 1 7 3.2 Z M11.6 10.4 L15 13.8 L13.8 15 L10.4 11.6 Z",
    half: "M8 1.5 A6.5 6.5 0 1 0 8 14.5 A6.5 6.5 0 1 0 8 1.5 Z M8 3.2 A4.8 4.8 0 0 1 8 12.8 Z",
    sun: "M8 4.8 A3.2 3.2 0 1 0 8 11.2 A3.2 3.2 0 1 0 8 4.8 Z M7.2 0.8 H8.8 V3.2 H7.2 Z M7.2 12.8 H8.8 V15.2 H7.2 Z M0.8 7.2 H3.2 V8.8 H0.8 Z M12.8 7.2 H15.2 V8.8 H12.8 Z M2.3 3.5 L3.5 2.3 L5.2 4 L4 5.2 Z M10.8 12 L12 10.8 L13.7 12.5 L12.5 13.7 Z M12.5 2.3 L13.7 3.5 L12 5.2 L10.8 4 Z M4 10.8 L5.2 12 L3.5 13.7 L2.3 12.5 Z",
    moon: "M6.2 1.8 A6.5 6.5 0 1 0 14.2 9.8 A5.4 5.4 0 0 1 6.2 1.8 Z",
  };

  const icon = (name) => svg(ICONS[name], "line");
  const severityIcon = (severity) => svg(SEVERITY_PATHS[severity], words.severities[severity].css);
  const checkIcon = () => svg(CHECK, "good");
  const kindIcon = (kind, severity) =>
    svg(words.shape(kind), severity === undefined ? "plain" : words.severities[severity].css);

  function copied(button, done) {
    const said = button.textContent;
    button.textContent = done ? "Copied" : "Press Ctrl+C";
    setTimeout(() => {
      button.textContent = said;
    }, 1500);
  }

  /** A text to take away, with a button that does it. */
  function copyable(text, what) {
    const code = el("code", {}, text);
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(text);
        copied(button, true);
      } catch {
        getSelection().selectAllChildren(code);
        copied(button, document.execCommand("copy"));
      }
    };
    const button = el(
      "button.small",
      { type: "button", "aria-label": "Copy " + what, onclick: copy },
      "Copy",
    );
    return el("span.copyable", {}, code, button);
  }

  const FOCUSABLE = "a, button, summary, input";

  /** What tells an element from its neighbours, so that its successor can be found. */
  const sign = (element) => element.tagName + element.textContent + element.getAttribute("href");

  /**
   * Lets `parent` hold other children. Those that look as before stay; where one has the focus, its
   * successor gets it, and what the reader opened stays open.
   */
  function renew(parent, children) {
    const made = append(el("div"), children.flat(Infinity));
    [...parent.querySelectorAll("details")].forEach((each, i) => {
      const successor = made.querySelectorAll("details")[i];
      successor?.toggleAttribute("open", each.open);
    });
    const isSame =
      parent.childNodes.length === made.childNodes.length &&
      [...parent.childNodes].every((each, i) => each.isEqualNode(made.childNodes[i]));
    if (isSame) {
      return;
    }
    const focused = parent.contains(document.activeElement) ? document.activeElement : null;
    const place = focused && [...parent.querySelectorAll(FOCUSABLE)].indexOf(focused);
    parent.replaceChildren(...made.childNodes);
    if (focused && focused !== parent) {
      const all = [...parent.querySelectorAll(FOCUSABLE)];
      const successor = all.find((each) => sign(each) === sign(focused)) || all[place];
      successor?.focus({ preventScroll: true });
    }
  }

  /** Runs `act` when nothing has asked for it for `pause` milliseconds. */
  function later(act, pause) {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, pause);
    };
  }

  return { el, append, renew, later, svg, icon, severityIcon, checkIcon, kindIcon, copyable };
})();
