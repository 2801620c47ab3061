// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.event;

/** Why an event was raised: the rule that fired or the evidence that decided. */
public enum Reason {
  /** The octets passed here before. */
  OCTETS_SEEN_BEFORE("octets_seen_before", "the octets passed here before"),
  /** The octets were acknowledged before this copy passed. */
  OCTETS_ACKED_BEFORE("octets_acked_before", "the octets were already acknowledged"),
  /** The octets were selectively acknowledged before this copy passed. */
  OCTETS_SACKED_BEFORE("octets_sacked_before", "the octets were already selectively acknowledged"),
  /** TSval is newer than that of the segment that left the hole (RFC 7323 §3). */
  NEWER_TIMESTAMP(
      "newer_timestamp", "its timestamp is newer than that of the segment after the hole"),
  /** TSval is older than that of the segment that left the hole. */
  OLDER_TIMESTAMP(
      "older_timestamp", "its timestamp is older than that of the segment after the hole"),
  /** TSval equals that of the segment that left the hole, and the clock has moved on since. */
  SAME_TIMESTAMP(
      "same_timestamp",
      "its timestamp equals that of the segment after the hole, long past by now"),
  /** The IPv4 identification comes after the newest one. */
  LATER_IP_ID("later_ip_id", "its IP identification comes after the newest one"),
  /** The IPv4 identification comes before that of the segment that left the hole. */
  EARLIER_IP_ID(
      "earlier_ip_id", "its IP identification comes before that of the segment after the hole"),
  /** It carries a newer acknowledgment than the segment that left the hole. */
  NEWER_ACK("newer_ack", "it carries a newer acknowledgment than the segment after the hole"),
  /** It carries an older acknowledgment than its sender had already sent. */
  OLDER_ACK("older_ack", "it carries an older acknowledgment than its sender had already sent"),
  /** The receiver reported the hole and a round trip has passed. */
  LOSS_REPORTED("loss_reported", "the receiver had reported the hole a round trip before"),
  /** The hole is older than a round trip. */
  HOLE_OLDER_THAN_RTT("hole_older_than_rtt", "the hole is older than a round trip"),
  /** The hole is too young for any feedback to have reached the sender. */
  HOLE_YOUNGER_THAN_RTT(
      "hole_younger_than_rtt", "the hole is too young for feedback to have reached the sender"),
  /** The receiver, which would have reported the hole at once, said nothing. */
  NOT_REPORTED("not_reported", "the receiver did not report the hole"),
  /** Identifications that count up one by one are missing before it: segments that never passed. */
  IP_IDS_MISSING(
      "ip_ids_missing", "its sender sent other segments before it that did not come this far"),
  /** Its sender had more to send, was free to send it, and waited for a timer (RFC 9293 §3.9.1). */
  SENDER_FELL_SILENT(
      "sender_fell_silent", "its sender had more to send and nothing came until a timer ran out"),
  /** The next segment, clocked by its acknowledgment, skips octets that were sent before it. */
  NEXT_SKIPS_SENT_OCTETS(
      "next_skips_sent_octets",
      "the next segment, sent in answer to its acknowledgment, skips octets sent before it"),
  /** The original of a segment whose retransmission has passed already. */
  LATE_ORIGINAL("late_original", "the original arrived behind its own retransmission"),
  /** The same octets followed sooner than anybody could have asked for them: their repair. */
  REPAIR_FOLLOWED("repair_followed", "its repair followed sooner than one for a loss could"),
  /** It follows an original that came late, sooner than anybody could have asked for it. */
  FOLLOWS_LATE_ORIGINAL(
      "follows_late_original", "the octets came shortly before, late, and this repaired them"),
  /** Every field of the packet repeats one seen shortly before. */
  SAME_PACKET("same_packet", "every field repeats a packet seen shortly before"),
  /** Three duplicate ACKs (RFC 5681 §3.2). */
  TRIPLE_DUPLICATE_ACK("triple_duplicate_ack", "three duplicate acknowledgments"),
  /** SACK blocks report enough above the hole (RFC 6675 §4). */
  SACK_ABOVE_HOLE("sack_above_hole", "selective acknowledgments above the hole"),
  /** A repair was lost as well: the receiver has what was sent after it (RFC 8985 §6.2). */
  LOST_RETRANSMISSION("lost_retransmission", "a repair of it was lost as well"),
  /** Outstanding data without acknowledgment for longer than the threshold. */
  ACK_STALL_TIMEOUT("ack_stall_timeout", "data outstanding and no acknowledgment progress"),
  /** A retransmission that no duplicate ACK announced. */
  RETRANSMISSION_WITHOUT_DUP_ACKS(
      "retransmission_without_dup_acks", "sent again without duplicate acknowledgments before it"),
  /** A SYN again, with no SYN-ACK seen in between. */
  SYN_RETRY_WITHOUT_SYNACK("syn_retry_without_synack", "the SYN was repeated without a SYN-ACK"),
  /** No SYN-ACK within the threshold after the last SYN. */
  SYN_TIMEOUT("syn_timeout", "no SYN-ACK came"),
  /** A RST in answer to a SYN. */
  CONNECTION_REFUSED("connection_refused", "the SYN was answered by a reset"),
  /** Both sides sent a SYN before either heard of the other (RFC 9293 §3.5, figure 7). */
  SIMULTANEOUS_OPEN("simultaneous_open", "both sides opened the connection at the same time"),
  /** The SYN-ACK again although the client has sent data: the server has no room to accept. */
  ACCEPT_OVERFLOW("accept_overflow", "the server repeats its SYN-ACK though the client sent data"),
  /** A SYN in a live connection that is answered by an ACK (RFC 5961 §4). */
  CHALLENGE_SYN("challenge_syn", "a SYN inside a live connection was answered by an ACK"),
  /** One side has forgotten the connection and resets it (RFC 9293 §3.5.1). */
  HALF_OPEN("half_open", "one side had forgotten the connection and reset it"),
  /** No acknowledgment of the SYN-ACK within the threshold. */
  SYN_ACK_UNANSWERED("syn_ack_unanswered", "the client did not acknowledge the SYN-ACK"),
  /** Openings to one host in large numbers that it does not answer. */
  SYN_STORM("syn_storm", "many openings to one host without an answer"),
  /** No acknowledgment of a FIN within the threshold. */
  FIN_UNANSWERED("fin_unanswered", "the FIN was not acknowledged"),
  /** A SYN-ACK again. */
  SYN_ACK_REPEATED("syn_ack_repeated", "the SYN-ACK was repeated"),
  /** A RST or FIN whose checksum fails, so that its receiver discards it (RFC 9293 §3.1). */
  BAD_CHECKSUM("bad_checksum", "its checksum fails, so that its receiver discards it"),
  /** RST segments in a storm. */
  RST_STORM("rst_storm", "many resets in a short time"),
  /** FIN segments in a storm. */
  FIN_STORM("fin_storm", "many FINs in a short time"),
  /** A reset while data was outstanding: the receiver threw it away. */
  RST_WITH_DATA_OUTSTANDING("rst_with_data_outstanding", "reset with data not acknowledged"),
  /** A window of zero. */
  ZERO_WINDOW_ADVERTISEMENT(
      "zero_window_advertisement", "the receiver advertised a window of zero"),
  /** An old octet or none, just below the next one, on an idle connection. */
  PROBE_BELOW_NEXT("probe_below_next", "an empty or one-octet segment just below the next octet"),
  /** Sent into a closed window. */
  PROBE_OF_CLOSED_WINDOW("probe_of_closed_window", "sent to probe a closed window"),
  /** Less than one segment of the offered window is left. */
  WINDOW_FILLED("window_filled", "less than a segment of the offered window is left"),
  /** The right edge of the offered window moved to the left. */
  RIGHT_EDGE_MOVED_LEFT(
      "right_edge_moved_left", "the receiver took back part of the window that it had offered"),
  /** The receiver acknowledged octets that never passed. */
  ACK_OF_UNSEEN_OCTETS("ack_of_unseen_octets", "octets were acknowledged that the capture lacks");

  private final String jsonName;
  private final String title;

  Reason(String jsonName, String title) {
    this.jsonName = jsonName;
    this.title = title;
  }

  /** The stable name in {@code extra.reason} and {@code extra.evidence}. */
  public String jsonName() {
    return jsonName;
  }

  /** Words for people, without a full stop. */
  public String title() {
    return title;
  }
}
