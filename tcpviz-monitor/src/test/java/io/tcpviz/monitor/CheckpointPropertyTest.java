// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.detect.AnalysisConfig;
import io.tcpviz.monitor.follow.RingRig;
import io.tcpviz.monitor.follow.RingWriter;
import io.tcpviz.monitor.follow.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Monitors that end or are killed anywhere, and others that go on after them. */
class CheckpointPropertyTest {
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatSeveralRunsTellIsWhatOneTellsOfTheWhole(@ForAll long seed) throws IOException {
    Scratch.in(
        directory -> {
          RingRig rig = new RingRig(RingWriter.Kind.KEPT, seed, directory, false);
          Path file = directory.resolve("checkpoint");
          Random random = new Random(seed);
          Lines lines = new Lines();
          int runs = random.nextInt(4);
          rig.looksLeft(Integer.MAX_VALUE);
          for (int i = 0; i < runs; i++) {
            lines.runUntil(random, rig, file);
          }
          rig.looksLeft(RingRig.LAST_LOOKS);
          lines.run(lines.monitor(), rig, file, () -> true);
          assertEquals(rig.writtenEvents(), lines.events());
          assertEquals(1, lines.ended);
          assertEquals(List.of(), rig.losses);
        });
  }

  /** Somebody pulled the plug. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** What all runs have written into one file, each line under its id. */
  private static final class Lines implements MonitorListener {
    private final Map<Long, TcpEvent> told = new TreeMap<>();
    private final Map<Long, TcpEvent> standing = new TreeMap<>();
    private boolean replays;
    private int ended;

    Monitor monitor() {
      replays = false;
      return new Monitor(AnalysisConfig.defaults(), Limits.NONE, List.of(this));
    }

    void run(Monitor monitor, RingRig rig, Path file, IdleListener idle) throws IOException {
      monitor.run(
          asked -> rig.open(() -> idle.waitOn() && asked.waitOn()),
          Checkpoint.in(file, Duration.ZERO, notice -> {}));
    }

    /** Runs until it is told to stop, or is killed. */
    void runUntil(Random random, RingRig rig, Path file) throws IOException {
      int[] waits = {random.nextInt(30)};
      boolean isKill = random.nextBoolean();
      Monitor monitor = monitor();
      try {
        run(
            monitor,
            rig,
            file,
            () -> {
              if (--waits[0] < 0) {
                if (isKill) {
                  throw new Killed();
                }
                monitor.stop();
              }
              return true;
            });
      } catch (Killed e) {
        // so be it
      }
    }

    @Override
    public void said(LiveEvent event) {
      if (!replays) {
        tell(event);
      }
    }

    /** A line that is told again, by a run after one that was killed, says the same. */
    private void tell(LiveEvent event) {
      TcpEvent before = told.put(event.id(), event.event());
      if (before == null) {
        standing.put(event.id(), event.event());
      } else {
        assertEquals(before, event.event());
      }
    }

    @Override
    public void revised(LiveEvent before, LiveEvent now) {
      withdrawn(before);
      said(now);
    }

    @Override
    public void withdrawn(LiveEvent before) {
      if (!replays) {
        assertEquals(told.get(before.id()), before.event());
        standing.remove(before.id());
      }
    }

    @Override
    public void ended(FlowSummary flow) {
      ended += replays ? 0 : 1;
    }

    @Override
    public void replaying(boolean on) {
      replays = on;
    }

    List<String> events() {
      return standing.values().stream().map(TcpEvent::toString).sorted().toList();
    }
  }
}
