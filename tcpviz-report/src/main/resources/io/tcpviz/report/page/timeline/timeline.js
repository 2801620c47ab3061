// SPDX-License-Identifier: Apache-2.0
// The events over time: what is chosen, the stretch in view, and everything that shows them.
"use strict";

const timeline = (() => {
  const { el } = dom;
  const NOTED = 250; // milliseconds without a change before the address says what is shown

  /** Makes a timeline. `open(row, frame, file)` shows a connection, at a frame if that is known. */
  function create(open) {
    const time = () => session.events.columns.time;
    let full = wide(session.from, session.to);
    let view = full;
    let length = Infinity; // of the view while it ends with the capture; null where it stands still
    let selected = session.order;
    let page = { lanes: [], groups: 0, from: 0 }; // of lanes
    let theme = painter.colours();

    const on = {
      get full() {
        return full;
      },
      view: () => view,
      show,
      theme: () => theme,
      open(event) {
        const details = session.events.details(event);
        const row = session.events.columns.connection[event];
        open(row, details.get("@frame") ?? "", details.get("@file") ?? "");
      },
      choose,
    };
    const lanesOnStage = stage.create(on);
    const strip = brush.create(on);
    const status = el("span", { role: "status" });
    const clear = el("button.link", { type: "button", onclick: () => bar.all() }, "Clear filters");
    const save = exports.menu({
      name: "Timeline of events",
      ...lanesOnStage.picture,
      note: () => status.textContent,
      tables: [{ label: "Events in view (CSV)", pieces: () => eventCsv.pieces(inView()) }],
    });
    const reset = () => (session.live ? follow(Infinity) : show(full));
    const zoom = (factor) => show(span.zoomed(view, factor));
    const following = session.live && follower.create((wanted) => follow(wanted));
    const bar = filters.create({
      changed: apply,
      zoom,
      reset,
      more: following && following.element,
      save,
    });
    const list = eventList.create({
      label: "Events in view",
      activate: on.open,
      withConnection: true,
    });
    const listed = el(
      "details.listed",
      { ontoggle: () => refreshList() },
      el("summary", {}, "The events in view as a table"),
      list.element,
    );
    const pages = el("div.pages", { hidden: true });
    const element = el(
      "div.timeline",
      {},
      bar.element,
      el("p.status", {}, status, clear),
      strip.element,
      lanesOnStage.element,
      pages,
      keysHelp(),
      listed,
    );

    addEventListener("tcpviz:theme", repaint);

    function repaint() {
      theme = painter.colours();
      lanesOnStage.redraw();
      strip.draw();
    }

    /** Another choice of events or lanes. */
    function apply() {
      selected = selection.select(session, bar.chosen());
      strip.draw(selected);
      turn(0);
    }

    /** Further events. What is in view stays there, or goes on with the capture. */
    function refresh() {
      full = wide(session.from, session.to);
      view = length === null ? span.within(full, view) : latest();
      bar.refresh();
      selected = selection.select(session, bar.chosen());
      const { grouping } = bar.chosen();
      page = lanes.group(session, selected, grouping, page.from);
      lanesOnStage.update(page.lanes, selected, grouping);
      strip.draw(selected);
      strip.place();
      offerPages();
      describe();
    }

    /** The last part of the capture, as long as is followed. */
    const latest = () => ({ from: Math.max(full.from, full.to - length), to: full.to });

    /** Lets the view end with the capture; null for no longer. */
    function follow(wanted) {
      length = wanted;
      following.show(length);
      length === null ? note() : move(latest());
    }

    /** To the lanes from a number on. */
    function turn(from) {
      const { grouping } = bar.chosen();
      page = lanes.group(session, selected, grouping, from);
      element.classList.toggle("by-connection", grouping === "connection");
      lanesOnStage.set(page.lanes, selected, grouping);
      offerPages();
      describe();
      note();
    }

    function offerPages() {
      pages.hidden = page.groups <= lanes.PAGE;
      pages.hidden || dom.renew(pages, pager(page, turn));
    }

    /** Moves the view, within the capture; then it stands still. */
    function show(wanted) {
      if (session.live && length !== null) {
        length = null;
        following.show(null);
      }
      move(wanted);
    }

    function move(wanted) {
      view = span.within(full, wanted);
      lanesOnStage.move();
      strip.place();
      describe();
      note();
    }

    /** A press on the name of a lane: what it stands for, and nothing else. */
    function choose({ group }) {
      const acts = {
        kind: () => bar.choose({ kinds: session.kinds.map((_, i) => i === group) }),
        connection: () => open(group, null),
        host: () => bar.choose({ host: session.text(group) }),
        port: () => bar.choose({ port: group > 0 ? String(group - 1) : "" }),
      };
      acts[bar.chosen().grouping]();
    }

    const inView = () =>
      selected.subarray(
        lanes.lowerBound(selected, time(), view.from),
        lanes.lowerBound(selected, time(), view.to + 1),
      );

    function describe() {
      const shown = inView().length;
      const isPart = selected.length < session.total;
      const stretch = span.same(view, full)
        ? (session.live ? "all that is held, " : "whole capture, ") + format.duration(session.to - session.from)
        : format.duration(Math.round(view.to - view.from)) +
          " from " +
          format.moment(Math.max(0, session.since(view.from)));
      const many =
        shown < session.total
          ? format.count(shown) + " of " + format.many(session.total, "event")
          : format.many(shown, "event");
      const text = many + " · " + stretch;
      status.textContent = text;
      clear.hidden = !isPart;
      const counted = page.lanes.map(
        (lane) => lane.title + ": " + format.count(lanes.count(lane, time(), view.from, view.to + 1)),
      );
      lanesOnStage.describe(text + ". " + counted.join(", "));
      refreshList();
    }

    const refreshList = dom.later(() => listed.open && list.setRows(inView()), 100);

    /** Notes in the address what is shown, where nothing else is shown there. */
    const note = dom.later(() => {
      const still = length === null || !session.live ? view : full;
      const params = bookmark.write(session, bar.chosen(), still, full);
      const isPlain = Object.keys(params).length === 0;
      const at = route.read().view;
      if (at === "timeline" || (at === "" && !isPlain)) {
        route.replace(isPlain ? "" : "timeline", params);
      }
    }, NOTED);

    /** Shows what the address says; a plain link to the timeline changes nothing. */
    function obey({ view: name, params }) {
      if (name === "timeline" && [...params.keys()].length > 1) {
        const wanted = bookmark.read(session, params, full);
        const isWhole = span.same(wanted.view, full);
        view = session.live && isWhole ? view : wanted.view;
        bar.choose(wanted.choice);
        session.live && isWhole ? move(view) : show(view);
        requestAnimationFrame(() => element.scrollIntoView()); // it may not stand in the page yet
      }
    }

    turn(0);
    route.on(obey);
    obey(route.read());
    return {
      element,
      /** To be called when there are further events. */
      refresh,
      /** Shows the events of a function only, called `name`. */
      only: bar.only,
    };
  }

  /** The capture with a little room on both sides. */
  function wide(from, to) {
    const room = Math.max((to - from) * 0.01, 5e5);
    return { from: from - room, to: to + room };
  }

  /** Where more lanes are than stand under each other: which these are, and the way to others. */
  function pager({ lanes: made, groups, from }, turn) {
    const last = from + made.filter((lane) => lane.group >= 0).length;
    const button = (text, label, to) =>
      el(
        "button.small",
        {
          type: "button",
          "aria-label": label,
          disabled: to < 0 || to >= groups,
          onclick: () => turn(to),
        },
        text,
      );
    return [
      button("‹", "Busier lanes", from - lanes.PAGE),
      button("›", "Less busy lanes", from + lanes.PAGE),
      el(
        "span",
        { role: "status" },
        "Lanes " + format.count(from + 1) + " to " + format.count(last),
        " of " + format.count(groups) + ", the busiest first",
      ),
    ];
  }

  function keysHelp() {
    const keys = [
      ["drag", "zoom"],
      ["Shift drag", "move"],
      ["wheel", "zoom"],
      ["double click", "whole capture"],
      ["← →", "next event"],
      ["Shift ← →", "move"],
      ["+ −", "zoom"],
      ["0", "whole capture"],
      ["Enter", "connection"],
    ];
    return el(
      "p.keys",
      { id: "timeline-keys" },
      keys.map(([name, what]) => el("span", {}, el("kbd", {}, name), " " + what)),
    );
  }

  return { create };
})();
