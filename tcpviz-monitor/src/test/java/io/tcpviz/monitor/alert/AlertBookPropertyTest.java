// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.LiveEvent;
import io.tcpviz.monitor.StubStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Against a model that keeps every event for ever, and counts anew at each moment at which a count
 * can change.
 */
class AlertBookPropertyTest {
  private static final long WINDOW = 1_000; // ms
  private static final String WHO = "a:1000>b:80";
  private static final AlertConfig CONFIG =
      AlertConfig.defaults()
          .withThreshold(5)
          .withCritical(10)
          .withWindow(Duration.ofMillis(WINDOW));
  private static final String[] KINDS = {"retransmission", "out_of_order", "loss_infer"};

  /** One kind of event, counted the simple way. */
  private static final class Model {
    final String kind;
    final List<Long> times = new ArrayList<>();
    AlertLevel level = AlertLevel.OK;

    Model(String kind) {
      this.kind = kind;
    }

    void judge(long now, List<String> heard) {
      long count = times.stream().filter(time -> time + WINDOW > now).count();
      AlertLevel next;
      if (count >= 10 || level == AlertLevel.CRITICAL && count >= 8) {
        next = AlertLevel.CRITICAL;
      } else if (count >= 5 || level.compareTo(AlertLevel.WARN) >= 0 && count >= 4) {
        next = AlertLevel.WARN;
      } else {
        next = AlertLevel.OK;
      }
      if (next != level) {
        level = next;
        heard.add(now + " " + next + " " + count + " " + kind);
      }
    }
  }

  private static final class Run {
    private final List<String> expected = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<Model> models = new ArrayList<>();
    private final List<LiveEvent> standing = new ArrayList<>();
    private long now = 1;
    private long lastId;

    void go(Random random) {
      for (String kind : KINDS) {
        models.add(new Model(kind));
      }
      AlertBook book = new AlertBook(CONFIG, List.of(this::hear), heard::add);
      for (int i = 0; i < 400; i++) {
        long to =
            now
                + (random.nextBoolean()
                    ? 0
                    : random.nextInt(random.nextInt(20) == 0 ? 1_500 : 200));
        pass(book, to, random.nextInt(3) == 0);
        switch (random.nextInt(6)) {
          case 0 -> revise(book, random);
          case 1 -> withdraw(book, random);
          default -> say(book, random);
        }
      }
      pass(book, now, true);
      for (String kind : KINDS) { // of several kinds at one moment, any may come first
        assertEquals(of(kind, expected), of(kind, heard));
      }
    }

    private static List<String> of(String kind, List<String> alerts) {
      return alerts.stream().filter(alert -> alert.endsWith(kind)).toList();
    }

    private void hear(Alert alert) {
      heard.add(
          alert.timestampNanos() / 1_000_000
              + " "
              + alert.level()
              + " "
              + alert.count()
              + " "
              + alert.event());
    }

    /** An instant is over when a later one comes, or a tick. */
    private void pass(AlertBook book, long to, boolean isTick) {
      StubStatus status = new StubStatus(nanos(to), 0);
      book.begun(status);
      if (isTick) {
        book.tick(status);
      }
      if (isTick || to > now) {
        models.forEach(model -> model.judge(now, expected));
      }
      for (; now < to; now++) {
        long next = now + 1;
        for (Model model : models) {
          if (model.times.contains(next - WINDOW)) {
            model.judge(next, expected);
          }
        }
      }
    }

    private void say(AlertBook book, Random random) {
      String kind = KINDS[random.nextInt(KINDS.length)];
      LiveEvent event = live(kind, now);
      standing.add(event);
      book.said(event);
      add(kind, now);
    }

    private void revise(AlertBook book, Random random) {
      if (!standing.isEmpty()) {
        LiveEvent before = standing.remove(random.nextInt(standing.size()));
        long time = before.event().packet().timestampNanos() / 1_000_000;
        String kind = KINDS[random.nextInt(KINDS.length)];
        LiveEvent after = live(kind, time);
        standing.add(after);
        book.revised(before, after);
        model(before.event().kind().jsonName()).times.remove(time);
        add(kind, time);
      }
    }

    private void withdraw(AlertBook book, Random random) {
      if (!standing.isEmpty()) {
        LiveEvent before = standing.remove(random.nextInt(standing.size()));
        book.withdrawn(before);
        long time = before.event().packet().timestampNanos() / 1_000_000;
        model(before.event().kind().jsonName()).times.remove(time);
      }
    }

    private void add(String kind, long time) {
      model(kind).times.add(time);
    }

    private Model model(String kind) {
      return models.stream().filter(model -> model.kind.equals(kind)).findFirst().orElseThrow();
    }

    private LiveEvent live(String kind, long millis) {
      return new LiveEvent(++lastId, SampleEvents.event(kind, WHO, nanos(millis)));
    }
  }

  @Property(tries = 150)
  void itTellsWhatTheSimpleWayTells(@ForAll long seed) {
    new Run().go(new Random(seed));
  }

  private static long nanos(long millis) {
    return millis * 1_000_000;
  }
}
