// SPDX-License-Identifier: Apache-2.0
// Which events a finding speaks of: those of its trouble with its server, in all connections.
"use strict";

const findings = (() => {
  const field = (event, name) => session.events.details(event).get(name);
  const reason = (event) => session.text(session.events.columns.reason[event]);

  // What tells the troubles apart that one kind of event can show.
  const marks = {
    retransmission: (event) => field(event, "kind"),
    loss_infer: (event) => typeof field(event, "stall_ms") === "number",
    duplicate_packet: (event) => field(event, "whole_capture") === true,
    handshake_anomaly: reason,
    teardown_anomaly: reason,
  };

  // By the words of the sentence, the marks of the events that it counts.
  const troubles = {
    retransmission: [
      [/retransmission timeout/, ["rto", "rto_followup"]],
      [/end of a burst/, ["tlp"]],
      [/needlessly/, ["unneeded"]],
      [/repaired/, ["fast", "sack", "rack", "fin", "unknown"]],
    ],
    loss_infer: [[/./, [true]]],
    duplicate_packet: [[/./, [true]]],
    handshake_anomaly: [
      [/no answer/, ["syn_timeout"]],
      [/not completed/, ["syn_ack_unanswered"]],
      [/want of room/, ["accept_overflow"]],
      [/in a storm/, ["syn_storm"]],
      [/forgotten/, ["half_open"]],
      [/refused/, ["connection_refused"]],
      [/repeat/, ["syn_retry_without_synack", "syn_ack_repeated"]],
    ],
    teardown_anomaly: [
      [/data outstanding/, ["rst_with_data_outstanding"]],
      [/acknowledgment of/, ["fin_unanswered"]],
      [/storm of/, ["rst_storm", "fin_storm"]],
    ],
  };

  /** Events of its kind, with its server where it names connections. */
  function related(finding, name) {
    const kind = session.kinds.findIndex((each) => each.name === name);
    const { server, serverPort } = session.connections.columns;
    const { kind: kinds, connection } = session.events.columns;
    const rows = [finding.connections].flat().map((number) => session.rowOf(number));
    const like = rows.find((row) => row !== undefined);
    return session.order.filter((event) => {
      const row = connection[event];
      const isOfServer =
        like === undefined ||
        (server[row] === server[like] && serverPort[row] === serverPort[like]);
      return kinds[event] === kind && isOfServer;
    });
  }

  /** The events of a finding, in time order. */
  function eventsOf(finding) {
    const name = finding.event || finding.kind;
    const all = related(finding, name);
    const mark = marks[name];
    if (!mark || all.length === finding.events) {
      return all;
    }
    const known = troubles[name].find(([said]) => said.test(String(finding.sentence)));
    const told = known ? all.filter((event) => known[1].includes(mark(event))) : all;
    if (told.length === finding.events) {
      return told;
    }
    // A sentence of another version: if the count fits one mark alone, it is that one.
    const alone = [...new Set(Array.from(all, mark))]
      .map((each) => all.filter((event) => mark(event) === each))
      .filter((events) => events.length === finding.events);
    return alone.length === 1 ? alone[0] : told;
  }

  return { eventsOf };
})();
