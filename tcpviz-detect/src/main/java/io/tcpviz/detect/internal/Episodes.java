// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.wire.TcpSegment;

/**
 * What happens to one sender for a while, or never: its end, closed windows, losses, gaps of the
 * capture. Each is opened when it is first needed, as most senders need little of it.
 */
abstract class Episodes extends Syn {
  private @Nullable Recovery recovery;
  private @Nullable RecentSegments recent;
  private @Nullable CaptureGaps gaps;
  private @Nullable WindowEpisodes windows;
  private @Nullable Ending ending;

  Episodes(Flow flow, Paths.Half way, IpIds ofHost, int owner) {
    super(flow, way, ofHost, owner);
  }

  // ---------------------------------------------------------------- looking

  @Nullable
  Recovery recovery() {
    return recovery;
  }

  Recovery openRecovery() {
    if (recovery == null) {
      recovery = new Recovery();
    }
    return recovery;
  }

  /** The window episodes of this side, to be looked at only. */
  WindowEpisodes windows() {
    return windows == null ? WindowEpisodes.NONE : windows;
  }

  WindowEpisodes openWindows() {
    if (windows == null) {
      windows = new WindowEpisodes();
    }
    return windows;
  }

  /** How this side ends its half, to be looked at only. */
  Ending ending() {
    return ending == null ? Ending.NONE : ending;
  }

  Ending openEnding() {
    if (ending == null) {
      ending = new Ending();
    }
    return ending;
  }

  @Nullable
  CaptureGaps gaps() {
    return gaps;
  }

  /** The share of this side's octets that the capture lacks although the receiver has them. */
  double missingShare() {
    long missing = gaps == null ? 0 : gaps.octets();
    return missing == 0 ? 0 : (double) missing / (missing + newBytes + mishaps().filledBytes);
  }

  /** The latest segments of this side that were not simply next; null if there were none. */
  @Nullable
  RecentSegments recent() {
    return recent;
  }

  // ----------------------------------------------------------------- moving

  void openGap(CaptureGaps.Gap gap) {
    if (gaps == null) {
      gaps = new CaptureGaps();
    }
    gaps.add(gap);
  }

  /** Remembers a segment that leaves no mark in a flight, so that a copy of it is recognised. */
  void remember(TcpSegment segment) {
    if (recent == null) {
      recent = new RecentSegments();
    }
    recent.add(segment);
  }

  /** The sequence space begins anew: what was repaired or missing before is no part of it. */
  void beginAnew() {
    recovery = null;
    gaps = null;
  }

  /** Settles the verdicts that are still open. */
  void settleVerdicts() {
    if (recovery != null) {
      recovery.settleAll();
    }
    if (gaps != null) {
      gaps.settleAll();
    }
    ending().settle();
  }

  /**
   * Gives back what only late copies of what passed before {@code nanos} would need.
   *
   * @param una what is acknowledged
   * @param silent whether nothing has passed since
   */
  void forget(int una, long nanos, boolean silent) {
    if (silent) {
      recent = null;
    }
    if (recovery != null) {
      recovery.forget(una, nanos);
    }
  }
}
