// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.event.EventSink;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.FlowSummary;
import io.tcpviz.report.internal.FlowObject;
import io.tcpviz.report.internal.JsonFields;
import io.tcpviz.report.internal.Spool;
import io.tcpviz.report.internal.page.FlowValues;
import io.tcpviz.report.internal.page.JsonLines;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Connections in an order of the user's, all of them or the first few. They come from an analysis,
 * whose sink this is, or from a flows.jsonl.
 *
 * <p>Memory holds, of each connection that is kept, what it is ordered by; the lines themselves up
 * to 32 MiB, and beyond that in a temporary file, or in flows.jsonl where they came from there.
 */
public final class FlowRanking implements EventSink, Closeable {
  private static final FlowField NUMBER = FlowFields.find("connection").orElseThrow();
  private static final long HELD_OCTETS = 32L << 20;

  /** Takes rows one by one. */
  @FunctionalInterface
  public interface Taker {
    /** Takes one row; false for no more. */
    boolean take(FlowRow row) throws IOException;
  }

  private final List<FlowOrder> orders;
  private final FlowValues keys;
  private final long most;
  private final List<String> sources;
  private final PriorityQueue<Entry> kept;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final JsonFields json;
  private Spool spool = Spool.temporary();
  private long heldOctets;
  private boolean empty = true;

  /**
   * Empty.
   *
   * @param orders the first decides, then the second, and at last the number of the connection
   * @param most how many connections to keep, 0 for all
   * @param sources names of the capture files, as {@link FlowSummary#source()} indexes them
   */
  public FlowRanking(List<FlowOrder> orders, long most, List<String> sources) throws IOException {
    this.orders = List.copyOf(orders);
    this.keys = new FlowValues(paths(orders.stream().map(FlowOrder::field).toList()));
    this.most = most == 0 ? Long.MAX_VALUE : most;
    this.sources = List.copyOf(sources);
    this.kept = new PriorityQueue<>(new Order(orders).reversed()); // the last of them at the head
    this.json = new JsonFields(line);
  }

  private static Collection<String> paths(Collection<FlowField> fields) {
    return fields.stream().flatMap(field -> field.paths().stream()).distinct().toList();
  }

  @Override
  public void event(TcpEvent event) {}

  @Override
  public void flow(FlowSummary flow) {
    line.reset();
    FlowObject.write(json, flow, sources);
    json.flush();
    try {
      add(line.toByteArray(), -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes all connections of a flows.jsonl, which must stay as it is until this is closed.
   *
   * @return the lines left out because they are no connections
   */
  public Optional<SkippedLines> read(Path flows) throws IOException {
    boolean readAgain = Files.isRegularFile(flows);
    if (readAgain) {
      spool.close();
      spool = Spool.of(flows);
    }
    long first = 0;
    long skipped = 0;
    try (JsonLines lines = new JsonLines(flows)) {
      while (lines.next()) {
        byte[] octets = Arrays.copyOf(lines.octets(), lines.length());
        if (!lines.isBlank() && !add(octets, readAgain ? lines.start() : -1)) {
          first = skipped++ == 0 ? lines.number() : first;
        }
      }
    }
    return skipped == 0 ? Optional.empty() : Optional.of(new SkippedLines(flows, first, skipped));
  }

  /** Whether it is a connection. */
  private boolean add(byte[] octets, long position) throws IOException {
    Map<String, String> values = keys.read(octets, octets.length);
    if (values == null) {
      return false;
    }
    empty = false;
    Entry entry = entry(new FlowRow(octets, values), octets.length, position);
    if (kept.size() >= most) {
      if (kept.comparator().compare(entry, kept.element()) <= 0) {
        return true;
      }
      byte[] dropped = kept.remove().line;
      heldOctets -= dropped == null ? 0 : dropped.length;
    }
    if (heldOctets + octets.length <= HELD_OCTETS) {
      entry.line = octets;
      heldOctets += octets.length;
    } else if (position < 0) {
      entry.position = spool.append(octets);
    }
    kept.add(entry);
    return true;
  }

  private Entry entry(FlowRow row, int length, long position) {
    long[] numbers = new long[orders.size() + 1];
    String[] texts = null;
    for (int i = 0; i < orders.size(); i++) {
      FlowField field = orders.get(i).field();
      numbers[i] = row.number(field);
      boolean isText =
          field.kind() == FlowField.Kind.TEXT || field.kind() == FlowField.Kind.ENDPOINT;
      String text = isText ? row.text(field) : null;
      if (text != null) {
        texts = texts == null ? new String[orders.size()] : texts;
        texts[i] = text;
      }
    }
    numbers[orders.size()] = row.number(NUMBER);
    return new Entry(numbers, texts, position, length);
  }

  /** Whether there was no connection. */
  public boolean isEmpty() {
    return empty;
  }

  /**
   * Hands out what is kept in its order, and keeps it no longer.
   *
   * @param fields what the rows shall know; their lines they know in any case
   */
  public void takeAll(Collection<FlowField> fields, Taker taker) throws IOException {
    List<Entry> all = new ArrayList<>(kept);
    kept.clear();
    all.sort(new Order(orders));
    FlowValues wanted = new FlowValues(paths(fields));
    for (Entry entry : all) {
      byte[] octets = entry.line == null ? spool.read(entry.position, entry.length) : entry.line;
      Map<String, String> values = fields.isEmpty() ? Map.of() : wanted.read(octets, octets.length);
      if (!taker.take(new FlowRow(octets, values == null ? Map.of() : values))) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  /** What a connection is ordered by, and where its line is. */
  private static final class Entry {
    final long[] numbers;
    final String @Nullable [] texts;
    final int length;
    long position;
    byte @Nullable [] line;

    Entry(long[] numbers, String @Nullable [] texts, long position, int length) {
      this.numbers = numbers;
      this.texts = texts;
      this.position = position;
      this.length = length;
    }

    @Nullable
    String text(int index) {
      return texts == null ? null : texts[index];
    }
  }

  private record Order(List<FlowOrder> orders) implements Comparator<Entry> {
    @Override
    public int compare(Entry one, Entry other) {
      for (int i = 0; i < orders.size(); i++) {
        int order = compare(one, other, i, orders.get(i).descending());
        if (order != 0) {
          return order;
        }
      }
      return Long.compare(one.numbers[orders.size()], other.numbers[orders.size()]);
    }

    private static int compare(Entry one, Entry other, int index, boolean descending) {
      String text = one.text(index);
      String otherText = other.text(index);
      if (text != null && otherText != null) {
        return descending ? otherText.compareTo(text) : text.compareTo(otherText);
      }
      if (text != null || otherText != null) {
        return text != null ? -1 : 1;
      }
      long number = one.numbers[index];
      long otherNumber = other.numbers[index];
      if (number == FlowRow.UNKNOWN || otherNumber == FlowRow.UNKNOWN) {
        return Boolean.compare(number == FlowRow.UNKNOWN, otherNumber == FlowRow.UNKNOWN);
      }
      return descending ? Long.compare(otherNumber, number) : Long.compare(number, otherNumber);
    }
  }
}
