// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.detect.FlowAnalyzer;
import io.tcpviz.detect.FrameFeed;
import io.tcpviz.monitor.Limits;
import io.tcpviz.monitor.Monitor;
import io.tcpviz.monitor.MonitorListener;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Rings that are written while they are read, in every way that writing and reading can mingle. */
class RingPropertyTest {
  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void eachFrameIsReadOnceAndInOrderAndTheEventsAreThoseOfTheWhole(
      @ForAll RingWriter.Kind kind, @ForAll long seed) throws IOException {
    inDirectory(
        directory -> {
          RingRig rig = new RingRig(kind, seed, directory, false);
          Folded folded = new Folded();
          new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(folded)).run(rig::open);
          assertEquals(rig.writtenFrames(), rig.readFrames());
          assertEquals(wholeEvents(rig.writer().parts()), folded.events());
          assertTrue(rig.losses.stream().allMatch(RingPropertyTest::isDoubt), rig.losses::toString);
        });
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aRingThatOvertakesItsReaderIsSaidToHave(@ForAll boolean isInPlace, @ForAll long seed)
      throws IOException {
    RingWriter.Kind kind = isInPlace ? RingWriter.Kind.IN_PLACE : RingWriter.Kind.NUMBERED;
    inDirectory(
        directory -> {
          RingRig rig = new RingRig(kind, seed, directory, true);
          rig.readAll();
          assertTrue(isPart(rig.times, rig.writtenTimes()), "out of order, or twice");
          boolean isWhole = rig.times.size() == rig.writtenTimes().size();
          assertTrue(isWhole || !rig.losses.isEmpty(), "nothing is said");
          assertTrue(!isWhole || isInPlace || rig.losses.isEmpty(), rig.losses::toString);
        });
  }

  /** A ring went round between two looks, once or more often: nobody can tell. */
  private static boolean isDoubt(CaptureLoss loss) {
    return loss.octets() == 0 && loss.files() == 0 && loss.file().matches(".*x\\.pcap\\d");
  }

  private static boolean isPart(List<Long> part, List<Long> whole) {
    Iterator<Long> all = whole.iterator();
    for (long one : part) {
      while (all.hasNext()) {
        if (all.next() == one) {
          break;
        }
        if (!all.hasNext()) {
          return false;
        }
      }
    }
    return true;
  }

  /** The events of one analysis of all files. */
  private static List<String> wholeEvents(List<List<CapturedPacket>> files) {
    List<String> events = new ArrayList<>();
    FrameFeed feed =
        new FlowAnalyzer(AnalysisConfig.defaults())
            .feed("whole", event -> events.add(event.toString()));
    Frame frame = new Frame();
    for (int source = 0; source < files.size(); source++) {
      long number = 0;
      for (CapturedPacket packet : files.get(source)) {
        frame.setBytes(packet.bytes(), 0, packet.bytes().length, packet.originalLength());
        frame.setOrigin(packet.timestampNanos(), packet.linkType(), ++number, source);
        feed.frame(frame);
      }
    }
    feed.finish();
    return events.stream().sorted().toList();
  }

  /** What stands of what was told. */
  private static final class Folded implements MonitorListener {
    private final Map<Long, TcpEvent> standing = new TreeMap<>();

    @Override
    public void said(LiveEvent event) {
      assertFalse(standing.containsKey(event.id()));
      standing.put(event.id(), event.event());
    }

    @Override
    public void revised(LiveEvent before, LiveEvent now) {
      withdrawn(before);
      said(now);
    }

    @Override
    public void withdrawn(LiveEvent before) {
      assertEquals(before.event(), standing.remove(before.id()));
    }

    List<String> events() {
      return standing.values().stream().map(TcpEvent::toString).sorted().toList();
    }
  }

  /** Something that is done in a directory of its own. */
  @FunctionalInterface
  private interface InDirectory {
    void run(Path directory) throws IOException;
  }

  private static void inDirectory(InDirectory work) throws IOException {
    Path directory = Files.createTempDirectory("ring");
    try {
      work.run(directory.toRealPath());
    } finally {
      try (Stream<Path> all = Files.list(directory)) {
        for (Path file : all.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }
}
