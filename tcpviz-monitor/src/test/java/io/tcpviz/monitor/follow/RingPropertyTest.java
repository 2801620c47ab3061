// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.Limits;
import io.tcpviz.monitor.Monitor;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Rings that are written while they are read, in every way that writing and reading can mingle. */
class RingPropertyTest {
  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void eachFrameIsReadOnceAndInOrderAndTheEventsAreThoseOfTheWhole(
      @ForAll RingWriter.Kind kind, @ForAll long seed) throws IOException {
    Scratch.in(
        directory -> {
          RingRig rig = new RingRig(kind, seed, directory, false);
          Folded folded = new Folded();
          new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(folded)).run(rig::open);
          assertEquals(rig.writtenFrames(), rig.readFrames());
          assertEquals(rig.writtenEvents(), folded.events());
          assertTrue(rig.losses.stream().allMatch(RingPropertyTest::isDoubt), rig.losses::toString);
        });
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aRingThatOvertakesItsReaderIsSaidToHave(@ForAll boolean isInPlace, @ForAll long seed)
      throws IOException {
    RingWriter.Kind kind = isInPlace ? RingWriter.Kind.IN_PLACE : RingWriter.Kind.NUMBERED;
    Scratch.in(
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
}
