// SPDX-License-Identifier: Apache-2.0
// What the page knows: the content of its data elements and plain questions about it.
"use strict";

const session = (() => {
  const self = {};
  let content;
  let strings;
  let begin;
  let traces;
  let held = null; // what a live page holds
  let rowsByNumber = null;

  const isSorted = (values) => values.every((value, i) => i === 0 || values[i - 1] <= value);

  /** Events in order of time; files are in order of frames, which are not always the same. */
  function inTime(times) {
    const order = Uint32Array.from(times, (_, i) => i);
    return isSorted(times) ? order : order.sort((a, b) => times[a] - times[b] || a - b);
  }

  function countEvents() {
    self.severityCounts = held ? held.severities : content.severities;
    self.kindCounts = content.kinds.map((_, kind) => {
      const column = self.connections.columns["events" + kind];
      return column ? column.reduce((sum, n) => sum + n, 0) : 0;
    });
    self.total = self.kindCounts.reduce((sum, n) => sum + n, 0);
    self.eventCounts = new Float64Array(self.connections.rows);
    for (const kind of content.kinds.keys()) {
      const column = self.connections.columns["events" + kind];
      column &&
        column.forEach((n, row) => {
          self.eventCounts[row] += n;
        });
    }
  }

  /** The stretch of time that the capture covers, in nanoseconds as all times here. */
  function findSpan() {
    const { first, duration } = self.connections.columns;
    let from = Infinity;
    let to = -Infinity;
    for (let row = 0; row < self.connections.rows; row++) {
      if (duration[row] >= 0) {
        from = Math.min(from, first[row]);
        to = Math.max(to, first[row] + duration[row]);
      }
    }
    const captured = ["first_ts", "last_ts"].map((name) => nanosOf(self.summary[name]));
    if (captured[0] !== null && captured[1] !== null) {
      // a capture without frames has no times
      from = Math.min(from, Number(captured[0] - begin));
      to = Math.max(to, Number(captured[1] - begin));
    }
    if (self.live && typeof self.live.status.capture_ms === "number") {
      to = Math.max(to, self.live.status.capture_ms * 1e6 - Number(begin));
    }
    if (held && held.held < self.live.status.events) {
      from = Math.max(from, self.events.columns.time[self.order[0]]); // nothing older is held
    }
    self.from = Number.isFinite(from) ? from : 0;
    self.to = Number.isFinite(to) ? to : 0;
    self.hasTime = Number.isFinite(from);
  }

  const objectOf = (value) =>
    value && typeof value === "object" && !Array.isArray(value) ? value : {};
  const objectsOf = (value) =>
    Array.isArray(value) ? value.filter((each) => each && typeof each === "object") : [];

  /** What summary.json says, in the shape it should have: parts of another shape are left out. */
  function takeSummary(given) {
    self.summary = given;
    self.options = objectOf(given.options);
    self.skipped = Object.entries(objectOf(given.skipped))
      .filter(([, n]) => n > 0)
      .sort((a, b) => b[1] - a[1]);
    self.captureQuality = objectOf(given.capture_quality);
    self.files = objectsOf(given.files);
    self.damages = self.files.flatMap((file) =>
      objectsOf(file.damages).map((damage) => ({ ...damage, file: file.name })),
    );
    self.findings = objectsOf(given.findings);
    self.hidden = self.skipped.filter(([reason]) => content.hidden.includes(reason));
    self.hiddenCount = self.hidden.reduce((sum, [, n]) => sum + n, 0);
  }

  /** Why frames were skipped, with the link types that it is about. */
  function skipTitle(name) {
    const title = content.skips[name] || name.replaceAll("_", " ");
    const types = self.files
      .flatMap((file) => objectsOf(file.interfaces))
      .filter((each) => name === "unsupported_link_type" && each.supported === false)
      .filter((each) => each.frames > 0)
      .map((each) =>
        each.link_type_name
          ? each.link_type_name + " (" + each.link_type + ")"
          : String(each.link_type),
      );
    return types.length > 0 ? title + ": " + [...new Set(types)].join(", ") : title;
  }

  /** Reasons and how many frames each, in words. */
  const skipList = (skipped) =>
    skipped.map(([reason, n]) => format.count(n) + " " + skipTitle(reason)).join(", ");

  /** Nanoseconds of a decimal text of seconds, exactly; null if it is none. */
  function nanosOf(text) {
    const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text || "");
    if (!parts) {
      return null;
    }
    const decimals = (parts[3] || "").padEnd(9, "0").slice(0, 9);
    const nanos = BigInt(parts[2]) * 1000000000n + BigInt(decimals);
    return parts[1] ? -nanos : nanos;
  }

  async function open() {
    content = JSON.parse(document.getElementById("content").textContent);
    begin = BigInt(content.begin);
    words.learn(content.reasons);
    self.page = content.page;
    self.hasSummary = Boolean(content.summary);
    takeSummary(objectOf(content.summary));
    self.kinds = content.kinds;
    self.invalidEvents = content.invalidEvents;
    self.invalidConnections = content.invalidConnections;
    traces = new trace.Traces(content.traces, self.files.length);
    self.hasTraces = content.traces.rows > 0;
    self.traceNote = content.traces.note;
    await Promise.all([traces.read(), content.live ? hold() : openTables()]);
    sumUp();
    return self;
  }

  async function openTables() {
    strings = content.strings;
    const table = (name) =>
      content.tables[name] && new decode.Table(name, content.tables[name], strings);
    self.connections = table("connections");
    self.events = table("events");
    await Promise.all([
      self.connections.readColumns(),
      self.events && self.events.readColumns(),
    ]);
  }

  async function hold() {
    self.live = content.live;
    if (content.begin === "0") {
      begin = BigInt(Math.round((self.live.status.capture_ms || 0) * 1e6)); // nothing has a time yet
    }
    held = new holding.Holding(content.kinds, begin);
    self.connections = held.connections;
    self.events = held.events;
    await held.take(content, decode.octets);
  }

  /** What follows from the tables. */
  function sumUp() {
    if (held) {
      strings = held.strings;
    }
    rowsByNumber = null;
    countEvents();
    self.order = self.events ? inTime(self.events.columns.time) : new Uint32Array(0);
    if (held && held.held < self.order.length) {
      self.order = self.order.filter((event) => self.events.columns.gone[event] === 0);
    }
    findSpan();
    self.hasFigures = self.connections.columns.packets.some((n) => n >= 0);
  }

  /**
   * Takes what a live page is told. What has changed is shown when all of it is taken; whatever
   * keeps something of it in mind listens to "tcpviz:session".
   *
   * isWhole: whether the first of the parts is all that there is
   */
  async function take(parts, isWhole) {
    isWhole && held.clear();
    for (const part of parts) {
      await held.take(part, (id) => decode.unpacked(part.octets[id]));
      self.live = part.live;
      if (part.summary) {
        self.hasSummary = true;
        takeSummary(objectOf(part.summary));
      }
    }
    sumUp();
    self.isRenumbered = held.isRenumbered; // rows stand for other events and connections than before
    held.isRenumbered = false;
    dispatchEvent(new CustomEvent("tcpviz:session"));
  }

  /** What only a closer look needs; decoded when the page already stands. */
  async function openDetails() {
    await traces.readSegments();
    if (held) {
      return; // its tables came with them
    }
    await self.connections.readDetails();
    self.events && (await self.events.readDetails());
  }

  const bracketed = (address) => (address.includes(":") ? "[" + address + "]" : address);
  const host = (column, row) => strings[self.connections.columns[column][row]];
  const side = (name, row) => {
    const port = self.connections.columns[name + "Port"][row];
    return bracketed(host(name, row)) + (port < 0 ? "" : ":" + port);
  };

  function rowOf(number) {
    if (!rowsByNumber) {
      rowsByNumber = new Map(Array.from(self.connections.columns.number, (n, row) => [n, row]));
    }
    return rowsByNumber.get(number);
  }

  /** Kinds and counts of a connection's events, the most frequent first. */
  const kindsOf = (row) =>
    self.kinds
      .map((_, kind) => [kind, (self.connections.columns["events" + kind] || [])[row] || 0])
      .filter(([, n]) => n > 0)
      .sort((a, b) => b[1] - a[1]);

  const stateName = (row) => strings[self.connections.columns.state[row]] || "";
  const stateTitle = (name) => content.states[name] || name.replaceAll("_", " ");

  /** A Wireshark display filter for a connection; empty where an address is none. */
  function filterOf(row) {
    const hosts = [host("client", row), host("server", row)];
    const ports = [
      self.connections.columns.clientPort[row],
      self.connections.columns.serverPort[row],
    ];
    if (!hosts.every((text) => /^[0-9a-fA-F:.]+$/.test(text)) || ports.some((port) => port < 0)) {
      return "";
    }
    const field = hosts[0].includes(":") ? "ipv6.addr" : "ip.addr";
    return hosts
      .map((text) => field + "==" + text)
      .concat(ports.map((port) => "tcp.port==" + port))
      .join(" && ");
  }

  /** The name of the captures, or of the file of events. */
  function title() {
    const names = (self.live ? [] : self.files)
      .map((file) => file.name)
      .filter(Boolean)
      .map((name) => String(name).split("/").pop());
    return names.length > 3
      ? names[0] + " and " + (names.length - 1) + " more files"
      : names.join(", ") || content.source;
  }

  return Object.assign(self, {
    open,
    openDetails,
    take,
    skipList,
    title,
    rowOf,
    /** The segments of a connection, see trace.js; null without, and before the details are open. */
    trace: (row) => traces.of(row),
    /** What a connection carried in each sixteenth of its time, 0 to 255, or null. */
    spark: (row) => traces.spark(row),
    kindsOf,
    filterOf,
    client: (row) => side("client", row),
    server: (row) => side("server", row),
    flow: (row) => side("client", row) + " → " + side("server", row),
    /** Sender and receiver of the packet of an event. */
    packetFlow(event) {
      const row = self.events.columns.connection[event];
      return self.events.columns.fromServer[event]
        ? side("server", row) + " → " + side("client", row)
        : side("client", row) + " → " + side("server", row);
    },
    /** The number, among all texts, of the address that sent the packet of an event. */
    sender: (event) =>
      self.connections.columns[self.events.columns.fromServer[event] ? "server" : "client"][
        self.events.columns.connection[event]
      ],
    text: (number) => (number < 0 ? "" : strings[number]),
    texts: () => strings,
    reason: (event) => words.reason(strings[self.events.columns.reason[event]]),
    state: (row) => stateTitle(stateName(row)),
    stateName,
    stateTitle,
    verdict: (row) => strings[self.connections.columns.verdict[row]] || "",
    /** Nanoseconds since the beginning of the capture. */
    since: (time) => time - self.from,
    /** The time of day of a time. */
    clock: (time) => format.clock(begin + BigInt(Math.round(time))),
    /** A time as seconds since the epoch, exact to the nanosecond. */
    stamp(time) {
      const nanos = begin + BigInt(Math.round(time));
      const size = nanos < 0n ? -nanos : nanos;
      const decimals = String(size % 1000000000n).padStart(9, "0");
      return (nanos < 0n ? "-" : "") + size / 1000000000n + "." + decimals;
    },
  });
})();
