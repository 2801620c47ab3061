// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http;

import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.Limits;
import io.tcpviz.monitor.Monitor;
import io.tcpviz.monitor.alert.AlertBook;
import io.tcpviz.monitor.alert.AlertConfig;
import io.tcpviz.monitor.follow.Follow;
import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import java.io.Closeable;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A monitor with a live page, and a capture that is written while it runs. */
public final class LiveRig implements Closeable {
  private static final int PIPE_OCTETS = 1 << 20;
  private static final int HEAD_OCTETS = 24; // of a pcap file

  private final PipedOutputStream out = new PipedOutputStream();
  private final LivePage page;
  private final Thread thread;
  private boolean hasBegun;

  /** A monitor that runs, of a pipe in which nothing is. */
  public LiveRig(HttpAddress address, String token) throws IOException {
    page =
        LivePage.open(
            address, token, "a rig", options -> options.number("threshold", 10), "0-test");
    AlertBook alerts = new AlertBook(AlertConfig.defaults(), List.of(page), notice -> {});
    Monitor monitor = new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(alerts, page));
    PipedInputStream in = new PipedInputStream(out, PIPE_OCTETS);
    thread = new Thread(() -> run(monitor, in), "rig");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run(Monitor monitor, PipedInputStream in) {
    try {
      monitor.run(idle -> Follow.pipe("rig", in, idle));
    } catch (CaptureException e) {
      // nothing was written
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page. */
  public LivePage page() {
    return page;
  }

  /** Writes packets as a capture does; all of them are of the same link type. */
  public void write(List<CapturedPacket> packets) throws IOException {
    byte[] file = CaptureBytes.pcap(packets);
    int from = hasBegun ? HEAD_OCTETS : 0;
    hasBegun = true;
    out.write(file, from, file.length - from);
    out.flush();
  }

  /** Ends the capture, and waits until the monitor has ended; the page stays. */
  public void end() throws IOException, InterruptedException {
    out.close();
    thread.join();
  }

  @Override
  public void close() throws IOException {
    page.close();
    out.close();
  }

  /** The packets of a capture. */
  public static List<CapturedPacket> packets(Path capture) throws IOException {
    List<CapturedPacket> packets = new ArrayList<>();
    try (CaptureReader reader = Captures.open(capture)) {
      Frame frame = new Frame();
      while (reader.next(frame)) {
        byte[] octets =
            Arrays.copyOfRange(
                frame.bytes(), frame.offset(), frame.offset() + frame.capturedLength());
        packets.add(new CapturedPacket(octets, frame.linkType(), frame.timestampNanos()));
      }
    }
    return packets;
  }

  /**
   * Replays a capture over and over, as if it were captured at this moment: {@code CAPTURE
   * [HOST:]PORT PACKETS_PER_SECOND [TOKEN]}.
   */
  public static void main(String[] arguments) throws Exception {
    List<CapturedPacket> packets = packets(Path.of(arguments[0]));
    int rate = Integer.parseInt(arguments[2]);
    String token = arguments.length > 3 ? arguments[3] : "";
    try (LiveRig rig = new LiveRig(HttpAddress.parse(arguments[1]), token)) {
      System.out.println(rig.page().url());
      int burst = Math.max(1, rate / 50);
      while (true) {
        long shift = System.currentTimeMillis() * 1_000_000L - packets.get(0).timestampNanos();
        for (int from = 0; from < packets.size(); from += burst) {
          List<CapturedPacket> part = new ArrayList<>();
          for (CapturedPacket each :
              packets.subList(from, Math.min(packets.size(), from + burst))) {
            part.add(
                new CapturedPacket(each.bytes(), each.linkType(), each.timestampNanos() + shift));
          }
          rig.write(part);
          TimeUnit.MILLISECONDS.sleep(burst * 1000L / rate);
        }
      }
    }
  }
}
