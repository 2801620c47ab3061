// SPDX-License-Identifier: Apache-2.0
// Which events a finding speaks of: those of its trouble with its server, in all connections.
"use strict";

const findings = (() => {
  const field = (event, name) => session.events.details(event).get(name);
  const reason = (event) => session.text(session.events.columns.reason[event]);

  const REFUSED = "connection_refused";
  const UNANSWERED = "syn_timeout";

  // A kind of event can tell of several troubles, each with a sentence of its own.
  const troubles = [
    ["retransmission", /retransmission timeout/, resent("rto", "rto_followup")],
    ["retransmission", /end of a burst/, resent("tlp")],
    ["retransmission", /needlessly/, resent("unneeded")],
    ["retransmission", /repaired/, resent("fast", "sack", "fin", "unknown")],
    ["loss_infer", /./, (event) => typeof field(event, "stall_ms") === "number"],
    ["handshake_anomaly", /no answer/, (event) => reason(event) === UNANSWERED],
    ["handshake_anomaly", /refused/, (event) => reason(event) === REFUSED],
    [
      "handshake_anomaly",
      /repeat/,
      (event) => reason(event) !== UNANSWERED && reason(event) !== REFUSED,
    ],
    [
      "teardown_anomaly",
      /data outstanding/,
      (event) => reason(event) === "rst_with_data_outstanding",
    ],
    [
      "teardown_anomaly",
      /storm/,
      (event) => reason(event) !== "rst_with_data_outstanding",
    ],
    ["duplicate_packet", /./, (event) => field(event, "whole_capture") === true],
  ];

  function resent(...kinds) {
    return (event) => kinds.includes(field(event, "kind"));
  }

  /** The test of one event; for a finding of no connection, of which no server is known, any. */
  function test(finding) {
    const name = finding.event || finding.kind;
    const kind = session.kinds.findIndex((each) => each.name === name);
    const trouble = troubles.find(
      ([of, said]) => of === name && said.test(String(finding.sentence)),
    );
    const { server, serverPort } = session.connections.columns;
    const example = [finding.connections].flat().find((number) => session.rowOf(number) >= 0);
    const at = example === undefined ? -1 : session.rowOf(example);
    const { kind: kinds, connection } = session.events.columns;
    return (event) =>
      kinds[event] === kind &&
      (at < 0 ||
        (server[connection[event]] === server[at] &&
          serverPort[connection[event]] === serverPort[at])) &&
      (!trouble || trouble[2](event));
  }

  /** The events of a finding, in time order. */
  const eventsOf = (finding) => session.order.filter(test(finding));

  return { eventsOf };
})();
