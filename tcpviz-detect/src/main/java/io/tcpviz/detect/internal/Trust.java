// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.CaptureFlaw;
import io.tcpviz.core.metrics.FlowQuality;
import io.tcpviz.core.tcp.Direction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How far the capture of a connection can be trusted, and what that leaves of a verdict's
 * confidence. What was seen was seen: octets that passed twice were sent twice, whatever else is
 * missing. But a verdict that rests on what did <em>not</em> pass is worth less where the capture
 * itself dropped segments, and one that rests on times is where its clock went backwards.
 */
final class Trust {
  private static final Set<Reason> ABSENCE =
      EnumSet.of(Reason.SENDER_FELL_SILENT, Reason.IP_IDS_MISSING, Reason.NEXT_SKIPS_SENT_OCTETS);

  private static final Set<Reason> TIMING =
      EnumSet.of(
          Reason.SENDER_FELL_SILENT,
          Reason.HOLE_YOUNGER_THAN_RTT,
          Reason.HOLE_OLDER_THAN_RTT,
          Reason.NOT_REPORTED);

  private static final double FEW_MISSING = 0.001;
  private static final double MANY_MISSING = 0.01;
  private static final double OF_FEW_MISSING = 0.7;
  private static final double OF_MANY_MISSING = 0.4;
  private static final double OF_CLOCK_BACK = 0.7;

  private Trust() {}

  /** The event with what is left of its confidence, by all that is known of the capture so far. */
  static TcpEvent weigh(Flow flow, TcpEvent event) {
    double left = share(flow, event);
    return left == 1
        ? event
        : new TcpEvent(
            event.severity(),
            event.reason(),
            event.confidence() * left,
            event.flow(),
            event.direction(),
            event.packet(),
            event.path(),
            event.detail());
  }

  private static double share(Flow flow, TcpEvent event) {
    Sender sender = event.direction() == Direction.CLIENT_TO_SERVER ? flow.client : flow.server;
    EventDetail detail = event.detail();
    if (detail instanceof EventDetail.Loss loss) {
      return ofMissing(loss.lostBySender() ? sender : sender.peer());
    }
    if (detail instanceof EventDetail.Retransmission resent) {
      return ofEvidence(sender, resent.evidence());
    }
    return detail instanceof EventDetail.OutOfOrder late ? ofEvidence(sender, late.evidence()) : 1;
  }

  /** The strongest evidence carries a verdict; what comes behind it only agrees. */
  private static double ofEvidence(Sender sender, List<Reason> evidence) {
    Reason strongest = evidence.get(0);
    double left = ABSENCE.contains(strongest) ? ofMissing(sender) : 1;
    return TIMING.contains(strongest) && sender.flow.clockWentBack() ? left * OF_CLOCK_BACK : left;
  }

  private static double ofMissing(Sender sender) {
    double missing = sender.missingShare();
    return missing > MANY_MISSING ? OF_MANY_MISSING : missing > FEW_MISSING ? OF_FEW_MISSING : 1;
  }

  /** The verdict on the capture of a connection. */
  static FlowQuality of(Flow flow) {
    Set<CaptureFlaw> flaws = EnumSet.noneOf(CaptureFlaw.class);
    double missing = Math.max(flow.client.missingShare(), flow.server.missingShare());
    note(flaws, CaptureFlaw.GAPS, missing > 0);
    note(flaws, CaptureFlaw.ONE_SIDED, flow.isOneSided());
    note(flaws, CaptureFlaw.BEGINS_MIDWAY, !flow.isOpeningSeen());
    note(flaws, CaptureFlaw.MERGED_SEGMENTS, isMerged(flow.client) || isMerged(flow.server));
    note(flaws, CaptureFlaw.RECORDED_LATE, isRecordedLate(flow.client));
    note(flaws, CaptureFlaw.RECORDED_LATE, isRecordedLate(flow.server));
    note(flaws, CaptureFlaw.CLOCK_BACK, flow.clockWentBack());
    return FlowQuality.of(flaws, missing);
  }

  private static void note(Set<CaptureFlaw> flaws, CaptureFlaw flaw, boolean present) {
    if (present) {
      flaws.add(flaw);
    }
  }

  private static boolean isRecordedLate(Sender sender) {
    CaptureGaps gaps = sender.gaps();
    return gaps != null && gaps.wereClosed();
  }

  /** Whether a segment of the sender was larger than the other side takes. */
  private static boolean isMerged(Sender sender) {
    Sender receiver = sender.peer();
    boolean told = receiver.syn().isSeen() && receiver.mss() > 0;
    return sender.burst().largest() > (told ? receiver.mss() : StackDefaults.MAX_ASSUMED_MSS);
  }
}
