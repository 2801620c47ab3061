// SPDX-License-Identifier: Apache-2.0
// What a live page holds: the latest events and connections as they stand, within bounds.
"use strict";

const holding = (() => {
  const SLACK = 1.25; // so many rows, of those that are kept, before the others are dropped
  const FEW = 1000; // dropped rows that are not worth the trouble
  const EVENTS = {
    id: "f64",
    time: "f64",
    kind: "u8",
    severity: "u8",
    connection: "i32",
    fromServer: "u8",
    reason: "i32",
    gone: "u8",
  };
  const CONNECTIONS = {
    number: "f64",
    client: "i32",
    clientPort: "i32",
    server: "i32",
    serverPort: "i32",
    state: "i32",
    verdict: "i32",
    severity: "u8",
    first: "f64",
    duration: "f64",
    handshake: "f64",
    lostTime: "f64",
    packets: "f64",
    payloadBytes: "f64",
    retransmittedPackets: "f64",
    rtt: "f64",
    held: "i32", // events of it
    told: "f64", // when it was heard of last
  };
  const TEXTS = { connections: ["client", "server", "state", "verdict"], events: ["reason"] };

  class Holding {
    /** Nothing. Times are counted from `begin`, nanoseconds since the epoch (BigInt). */
    constructor(kinds, begin) {
      const counts = kinds.map((_, kind) => ["events" + kind, "i32"]);
      this.kinds = kinds.length;
      this.begin = begin;
      this.most = { events: Infinity, connections: Infinity };
      this.events = new growing.Growing(EVENTS);
      this.connections = new growing.Growing({ ...CONNECTIONS, ...Object.fromEntries(counts) });
      this.clear();
    }

    /** Forgets everything. */
    clear() {
      this.strings = [];
      this.numbers = new Map(); // of the strings
      this.rowOfId = new Map(); // of events that are held
      this.rowOfNumber = new Map(); // of connections
      this.severities = [0, 0, 0];
      this.oldest = 0; // no event before this row is held
      this.parts = 0;
      this.isRenumbered = true; // since somebody said that it is not
      this.events.keep([]);
      this.connections.keep([]);
    }

    number(text) {
      let number = this.numbers.get(text);
      if (number === undefined) {
        number = this.strings.length;
        this.numbers.set(text, number);
        this.strings.push(text);
      }
      return number;
    }

    /** How many events are held. */
    get held() {
      return this.rowOfId.size;
    }

    /** Takes a part: `content` as the page or the server has it, `source(id)` gives its octets. */
    async take(content, source) {
      const tables = ["connections", "events"].map(
        (name) => new decode.Table(name, content.tables[name], content.strings, source),
      );
      await Promise.all(tables.flatMap((table) => [table.readColumns(), table.readDetails()]));
      const { ids, withdrawn, status } = content.live;
      this.most = { events: status.events_kept, connections: status.connections_kept };
      this.parts++;
      const shift = Number(BigInt(content.begin) - this.begin);
      const rows = this.takeConnections(tables[0], shift);
      this.takeEvents(tables[1], shift, ids, rows);
      withdrawn.forEach((id) => this.drop(this.rowOfId.get(id)));
      this.trim();
      this.show();
    }

    /** Shows what is held; as in every page, a kind that does not occur has no column. */
    show() {
      this.events.show();
      this.connections.show();
      const { columns } = this.connections;
      for (let kind = 0; kind < this.kinds; kind++) {
        if (columns["events" + kind].every((n) => n === 0)) {
          delete columns["events" + kind];
        }
      }
    }

    /** The row here for each row of `table`. */
    takeConnections(table, shift) {
      const { number, packets } = table.columns;
      return Int32Array.from(number, (each, place) => {
        const known = this.rowOfNumber.get(each);
        const isSaid = packets[place] >= 0; // else nothing but its ends
        if (known === undefined) {
          const row = this.connections.add(this.connection(table, place, shift), table, place);
          this.rowOfNumber.set(each, row);
          return row;
        }
        isSaid && this.connections.put(known, this.connection(table, place, shift), table, place);
        this.connections.values.told[known] = this.parts;
        return known;
      });
    }

    connection(table, place, shift) {
      const values = {};
      for (const name of Object.keys(CONNECTIONS)) {
        if (name in table.columns) {
          values[name] = table.columns[name][place];
        }
      }
      for (const name of TEXTS.connections) {
        values[name] = this.ours(table, values[name]);
      }
      values.first += shift;
      values.told = this.parts;
      return values;
    }

    ours(table, number) {
      return number < 0 ? -1 : this.number(table.strings[number]);
    }

    takeEvents(table, shift, ids, rows) {
      const { time, kind, severity, connection, fromServer, reason } = table.columns;
      ids.forEach((id, place) => {
        if (this.rowOfId.has(id)) {
          return; // told twice
        }
        const values = {
          id,
          time: time[place] + shift,
          kind: kind[place],
          severity: severity[place],
          connection: rows[connection[place]],
          fromServer: fromServer[place],
          reason: this.ours(table, reason[place]),
          gone: 0,
        };
        this.rowOfId.set(id, this.events.add(values, table, place));
        this.count(values, 1);
        this.include(values);
      });
    }

    count({ kind, severity, connection }, by) {
      this.connections.values["events" + kind][connection] += by;
      this.connections.values.held[connection] += by;
      this.severities[severity] += by;
    }

    /** A connection lasts at least as long as its events, and is as grave. */
    include({ time, severity, connection: row }) {
      const { first, duration, severity: gravest } = this.connections.values;
      const end = duration[row] < 0 ? time : Math.max(time, first[row] + duration[row]);
      first[row] = duration[row] < 0 ? time : Math.min(time, first[row]);
      duration[row] = end - first[row];
      gravest[row] = Math.max(gravest[row], severity);
    }

    drop(row) {
      if (row !== undefined) {
        const { id, kind, severity, connection, gone } = this.events.values;
        gone[row] = 1;
        this.rowOfId.delete(id[row]);
        this.count({ kind: kind[row], severity: severity[row], connection: connection[row] }, -1);
      }
    }

    /** Drops what is too much: of events the oldest. */
    trim() {
      const { gone } = this.events.values;
      for (; this.held > this.most.events; this.oldest++) {
        gone[this.oldest] || this.drop(this.oldest);
      }
      if (this.events.rows > this.held * SLACK + FEW) {
        this.keepEvents();
      }
      if (this.connections.rows > this.most.connections * SLACK) {
        this.keepConnections();
      }
    }

    keepEvents() {
      this.isRenumbered = true;
      this.events.keep(this.alive());
      this.oldest = 0;
      this.events.values.id.subarray(0, this.events.rows).forEach((id, row) => {
        this.rowOfId.set(id, row);
      });
    }

    /** The rows of the events that are held. */
    alive() {
      return Uint32Array.from(this.rowOfId.values()).sort();
    }

    /** Connections whose events are held stay, and of the others those heard of last. */
    keepConnections() {
      const { held, told } = this.connections.values;
      const all = Uint32Array.from({ length: this.connections.rows }, (_, row) => row);
      const others = all.filter((row) => held[row] === 0).sort((a, b) => told[b] - told[a]);
      const room = Math.max(0, this.most.connections - (all.length - others.length));
      const dropped = new Set(others.subarray(room));
      const rows = all.filter((row) => !dropped.has(row));
      const place = new Int32Array(all.length).fill(-1);
      rows.forEach((row, i) => {
        place[row] = i;
      });
      this.connections.keep(rows);
      this.keepEvents();
      const { connection } = this.events.values;
      for (let row = 0; row < this.events.rows; row++) {
        connection[row] = place[connection[row]];
      }
      this.rowOfNumber = new Map(
        Array.from(this.connections.values.number.subarray(0, rows.length), (n, row) => [n, row]),
      );
      this.keepTexts();
    }

    /** Texts of connections that were dropped would stay for nothing. */
    keepTexts() {
      const before = this.strings;
      this.strings = [];
      this.numbers = new Map();
      for (const [name, columns] of Object.entries(TEXTS)) {
        for (const column of columns) {
          const values = this[name].values[column];
          for (let row = 0; row < this[name].rows; row++) {
            values[row] = values[row] < 0 ? -1 : this.number(before[values[row]]);
          }
        }
      }
    }
  }

  return { Holding };
})();
