// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import io.tcpviz.core.event.EventDetail;
import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.core.event.TcpEvent;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * An event in the words by which a {@link SegmentScript} speaks of it. First its kind, then its
 * severity, reason and fields: words and ranges of octets ({@code 1:1001}, relative to the ISN) as
 * they are, other values also with their names ({@code attempts=2}, {@code waited_ms=1000}), what
 * is true by its name alone.
 */
final class EventWords implements FieldVisitor {
  private final Set<String> words = new LinkedHashSet<>();
  private final LongUnaryOperator lineOfFrame;

  private EventWords(LongUnaryOperator lineOfFrame) {
    this.lineOfFrame = lineOfFrame;
  }

  /**
   * The words of an event.
   *
   * @param line the packet that raised it
   * @param lineOfFrame gives the number of a packet in the script for that of its frame
   */
  static Set<String> of(
      TcpEvent event, ScriptLine line, Staging staging, LongUnaryOperator lineOfFrame) {
    EventWords all = new EventWords(lineOfFrame);
    all.words.add(event.kind().jsonName());
    all.words.add(event.severity().name().toLowerCase(Locale.ROOT));
    all.words.add(event.reason().jsonName());
    if (event.detail() instanceof EventDetail.Loss loss) {
      int isn = staging.isn(line.fromClient() == loss.lostBySender());
      all.words.add((loss.lostStart() - isn) + ":" + (loss.lostEnd() - isn));
    } else if (event.detail() instanceof EventDetail.CaptureGap gap) {
      int isn = staging.isn(!line.fromClient());
      all.words.add((gap.gapStart() - isn) + ":" + (gap.gapEnd() - isn));
    }
    event.detail().visit(all);
    return all.words;
  }

  @Override
  public void number(String name, long value) {
    if (name.endsWith("_start") || name.endsWith("_end")) {
      return; // told as a range
    }
    words.add(name + "=" + (name.endsWith("_frame") ? lineOfFrame.applyAsLong(value) : value));
  }

  @Override
  public void number(String name, double value) {
    words.add(name + "=" + value);
  }

  @Override
  public void millis(String name, long nanos) {
    BigDecimal millis = BigDecimal.valueOf(nanos, 6).stripTrailingZeros();
    words.add(name + "=" + millis.toPlainString());
  }

  @Override
  public void text(String name, String value) {
    words.add(value);
  }

  @Override
  public void texts(String name, List<String> values) {
    words.addAll(values);
  }

  @Override
  public void truth(String name, boolean value) {
    words.add(value ? name : name + "=false");
  }

  @Override
  public void unknown(String name) {
    words.add(name + "=null");
  }
}
