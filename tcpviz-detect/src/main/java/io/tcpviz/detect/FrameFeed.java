// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.core.wire.SkipReason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An analysis that its caller feeds frame by frame, for programs that have frames but no capture
 * file. Events and connections reach the sink within the calls, as they are settled.
 *
 * <pre>{@code
 * FrameFeed feed = new FlowAnalyzer(AnalysisConfig.defaults()).feed("tap", sink);
 * feed.frame(octets, 0, octets.length, octets.length, timestampNanos, LinkType.ETHERNET);
 * RunSummary summary = feed.finish();
 * }</pre>
 *
 * <p>Used by one thread.
 */
public final class FrameFeed {
  private final String name;
  private final Run run;
  private final Frame frame = new Frame();
  private final Map<Integer, Long> framesByLinkType = new TreeMap<>();
  private int linkType; // of the latest frames,
  private long framesOfLinkType; // and how many of them the map does not count yet
  private long frames;
  private boolean finished;

  FrameFeed(String name, Run run) {
    this.name = name;
    this.run = run;
  }

  /**
   * Analyses the next frame. Frames are numbered from 1 on, in the order of these calls, which
   * should be that of their capture.
   *
   * @param bytes holds the octets; not written, and not kept when the call returns
   * @param offset index of the first octet of the frame
   * @param capturedLength octets present
   * @param originalLength octets on the wire; taken for {@code capturedLength} where it is less
   * @param timestampNanos capture time, nanoseconds since 1970-01-01T00:00:00Z
   * @param linkType registry number of the link type, such as {@link
   *     io.tcpviz.core.capture.LinkType#ETHERNET}
   * @throws IndexOutOfBoundsException if the octets are not within {@code bytes}
   * @throws IllegalStateException if the analysis is finished
   */
  public void frame(
      byte[] bytes,
      int offset,
      int capturedLength,
      int originalLength,
      long timestampNanos,
      int linkType) {
    requireUnfinished();
    Objects.checkFromIndexSize(offset, capturedLength, bytes.length);
    frame.setBytes(bytes, offset, capturedLength, originalLength);
    frame.setOrigin(timestampNanos, linkType, ++frames, 0);
    countLinkType(linkType);
    run.frame(frame);
  }

  private void countLinkType(int next) {
    if (next != linkType) {
      noteLinkType();
      linkType = next;
    }
    framesOfLinkType++;
  }

  private void noteLinkType() {
    if (framesOfLinkType > 0) {
      framesByLinkType.merge(linkType, framesOfLinkType, Long::sum);
      framesOfLinkType = 0;
    }
  }

  /**
   * Analyses the next frame, which says itself which one it is of which file. End with {@link
   * #finish(CaptureInfo)}, as only the caller knows those files.
   *
   * @param next not kept when the call returns
   * @throws IllegalStateException if the analysis is finished
   */
  public void frame(Frame next) {
    requireUnfinished();
    run.frame(next);
  }

  /**
   * Capture time has passed without a frame: what is due by then is decided, and told. As long as
   * frames are not older than that afterwards, events and connections are the same as without.
   *
   * @param nanos up to when no frame came, nanoseconds since the epoch
   * @throws IllegalStateException if the analysis is finished
   */
  public void tick(long nanos) {
    requireUnfinished();
    run.tick(nanos);
  }

  /**
   * How the analysis stands: all events as they stand, also those that later frames may change, and
   * of connections, those that are over. May be asked at any time, and changes nothing.
   *
   * @param capture what is known of where the frames come from
   */
  public RunSummary summary(CaptureInfo capture) {
    return run.summary(capture);
  }

  /**
   * The connections held at present that lost most time, then with most events, then packets, as
   * they stand. Takes one look at each connection held, and changes nothing.
   *
   * @param atMost how many, the worst first
   */
  public List<FlowSummary> worstOpen(int atMost) {
    return run.worstOpen(atMost);
  }

  /** Frames so far that held a TCP segment. */
  public long segments() {
    return run.segments();
  }

  /**
   * Frames so far without a TCP segment, as they were judged when they came: a fragment stays one,
   * also when its packet becomes whole. Does not decrease.
   */
  public long skipped(SkipReason reason) {
    return run.skipped(reason);
  }

  /**
   * Shows what has passed in the connections held at present, in no particular order. May be asked
   * while something is told, and costs a look at each of them.
   */
  public void show(TrafficVisitor visitor) {
    if (!finished) {
      run.show(visitor);
    }
  }

  /** Connections seen so far. */
  public long connections() {
    return run.connections();
  }

  /** Connections held at present. */
  public int openConnections() {
    return run.openConnections();
  }

  /** Connections closed early to stay within {@link AnalysisConfig#maxConnections()}. */
  public long evictedConnections() {
    return run.evictedConnections();
  }

  /**
   * Ends the analysis: what was held back until later frames would settle it goes to the sink.
   *
   * @throws IllegalStateException if the analysis is finished already
   */
  public RunSummary finish() {
    noteLinkType();
    List<CaptureInterface> interfaces =
        framesByLinkType.entrySet().stream()
            .map(entry -> new CaptureInterface(null, entry.getKey(), 0, entry.getValue(), -1))
            .toList();
    CaptureFile source = new CaptureFile(name, "frames", frames, interfaces, List.of());
    return finish(new CaptureInfo("caller", List.of(source)));
  }

  /**
   * Ends the analysis like {@link #finish()}.
   *
   * @param capture where the frames came from
   * @throws IllegalStateException if the analysis is finished already
   */
  public RunSummary finish(CaptureInfo capture) {
    requireUnfinished();
    finished = true;
    return run.finish(capture);
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException("the analysis is finished");
    }
  }
}
