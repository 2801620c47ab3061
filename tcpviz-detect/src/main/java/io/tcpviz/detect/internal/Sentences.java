// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.metrics.DurationText;
import io.tcpviz.core.metrics.Trouble;

/** Findings in words: how many connections to where had which trouble, and what time it cost. */
final class Sentences {
  /** Where a sentence names the time lost, as in "waited 1.2 s" and "stopped for 1.2 s". */
  private static final String TIME = "{time}";

  private static final String FOR_TIME = "{for}";
  private static final String ITS = "{its}";

  /**
   * What a connection went through.
   *
   * @param ofOne the verb that follows one connection
   * @param ofMany the verb that follows several
   * @param perhaps the verb that follows "may have"
   * @param once the rest, where it happened once
   * @param often the rest, where it happened more than once
   */
  private record Words(String ofOne, String ofMany, String perhaps, String once, String often) {
    /** A verb that is the same wherever it stands. */
    static Words did(String verb, String once, String often) {
      return new Words(verb, verb, verb, once, often);
    }

    /** A passive verb. */
    static Words was(String once, String often) {
      return new Words("was", "were", "been", once, often);
    }
  }

  private Sentences() {}

  /**
   * One sentence.
   *
   * @param place the servers
   * @param connections how many connections it concerns
   * @param events how many events show it
   * @param lostNanos time lost to it in all
   * @param likely whether one of the events at least is likelier right than wrong
   */
  static String of(
      Trouble trouble, String place, int connections, long events, long lostNanos, boolean likely) {
    if (trouble == Trouble.MIRRORED_CAPTURE) {
      return "The capture holds most packets twice, as a mirror port makes them;"
          + " the copies are left out";
    }
    Words words = words(trouble);
    boolean one = connections == 1;
    String verb = likely ? one ? words.ofOne : words.ofMany : "may have " + words.perhaps;
    String rest = events > 1 ? words.often : words.once;
    String time = DurationText.of(lostNanos) + (events > 1 ? " in all" : "");
    return subject(trouble, connections)
        + " to "
        + place
        + " "
        + verb
        + rest.replace(TIME, lostNanos > 0 ? " " + time : "")
            .replace(FOR_TIME, lostNanos > 0 ? " for " + time : "")
            .replace(ITS, one ? "its" : "their");
  }

  private static String subject(Trouble trouble, int count) {
    return switch (trouble) {
      case SYN_STORM -> count == 1 ? "A storm of SYNs" : count + " storms of SYNs";
      case SYN_PENDING -> count == 1 ? "1 SYN" : count + " SYNs";
      default -> count == 1 ? "1 connection" : count + " connections";
    };
  }

  private static Words words(Trouble trouble) {
    return switch (trouble) {
      case RETRANSMISSION_TIMEOUT ->
          Words.did(
              "waited",
              TIME + " for a retransmission timeout",
              TIME + " for retransmission timeouts");
      case TAIL_LOSS_PROBE ->
          Words.did(
              "waited",
              TIME + " to probe for a lost end of a burst",
              TIME + " to probe for lost ends of bursts");
      case REPAIRED_LOSS ->
          Words.did("lost", " a segment and repaired it", " segments and repaired them");
      case NEEDLESS_RETRANSMISSION ->
          Words.did("sent", " a segment again needlessly", " segments again needlessly");
      case UNREPAIRED_LOSS ->
          Words.did(
              "lost",
              " a segment and had not repaired it at the end",
              " segments and had not repaired them at the end");
      case ACK_STALL ->
          Words.did("waited", TIME + " for an acknowledgment", TIME + " for acknowledgments");
      case REORDERING -> Words.did("received", " a segment out of order", " segments out of order");
      case DUPLICATE_PACKET ->
          Words.did("had", " a packet that came twice", " packets that came twice");
      case ZERO_WINDOW ->
          Words.was(
              " stopped" + FOR_TIME + " by a closed window",
              " stopped" + FOR_TIME + " by closed windows");
      case WINDOW_FULL ->
          Words.was(
              " held back" + FOR_TIME + " by a full window",
              " held back" + FOR_TIME + " by full windows");
      case WINDOW_SHRINK ->
          Words.did("had", " part of a window taken back", " parts of windows taken back");
      default -> wordsOfEnds(trouble);
    };
  }

  private static Words wordsOfEnds(Trouble trouble) {
    return switch (trouble) {
      case SYN_REPEATED -> both("waited", TIME + " and had to repeat " + ITS + " SYN or SYN-ACK");
      case SYN_UNANSWERED -> both("got", " no answer to " + ITS + " SYN");
      case SYN_PENDING -> both("had", " no answer as long as they were followed");
      case SYN_STORM -> both("got", " no answer");
      case CONNECTION_REFUSED -> Words.was(" refused", " refused");
      case HANDSHAKE_INCOMPLETE ->
          Words.was(" not completed by its client", " not completed by their clients");
      case ACCEPT_OVERFLOW -> {
        String full = " not accepted: the accept queue of the server was full";
        yield Words.was(full, full);
      }
      case HALF_OPEN -> Words.was(" forgotten by one side", " forgotten by one side");
      case RESET_WITH_DATA ->
          Words.was(" reset with data outstanding", " reset with data outstanding");
      case FIN_UNANSWERED -> both("got", " no acknowledgment of " + ITS + " FIN");
      case RESET_STORM ->
          new Words("saw", "saw", "seen", " a storm of resets", " storms of resets");
      case FIN_STORM -> new Words("saw", "saw", "seen", " a storm of FINs", " storms of FINs");
      case CAPTURE_GAP ->
          new Words(
              "has", "have", "have", " a gap in the capture itself", " gaps in the capture itself");
      default -> throw new IllegalArgumentException(trouble.name());
    };
  }

  private static Words both(String verb, String rest) {
    return Words.did(verb, rest, rest);
  }
}
