// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.tcp.Endpoint;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes named values as fields of JSON objects. The output is printable ASCII: everything else is
 * escaped, so that hostile names can neither break a line nor reach a terminal. Bytes depend on the
 * values alone, not on the platform, locale or JDK.
 *
 * <p>Methods throw {@link UncheckedIOException} when the stream does.
 */
public final class JsonFields extends NamedValues {
  private final RecurringFields recurring;
  private final EndpointFields endpoints = new EndpointFields("client", "server", "cport", "sport");
  private final Map<String, Name> names = new HashMap<>();
  private Name last = new Name("");

  /** Writes to {@code out}, which {@link #flush} reaches and nothing here closes. */
  public JsonFields(OutputStream out) {
    this(new JsonOctets(out));
  }

  /** Writes between what the caller writes itself. */
  JsonFields(JsonOctets json) {
    super(json);
    this.recurring = new RecurringFields(json);
  }

  /** Hands everything written so far to the stream. */
  public void flush() {
    json.flush();
  }

  /** Opens an object as a line of its own or as an element of an array. */
  public void begin() {
    json.open('{');
  }

  /** Opens an object as a field. */
  public void begin(String name) {
    name(name);
    json.open('{');
  }

  /** Closes the innermost object. */
  public void end() {
    json.close('}');
  }

  /** Opens an array as a field. */
  public void beginList(String name) {
    name(name);
    json.open('[');
  }

  /** Closes the innermost array. */
  public void endList() {
    json.close(']');
  }

  /** Ends a line. */
  public void newline() {
    json.newline();
  }

  /** A point in time, given in nanoseconds since the epoch, in seconds with nine decimals. */
  public void seconds(String name, long nanos) {
    name(name);
    json.seconds(nanos);
  }

  /** {@code value}, which is finite, as it is written: with at most six decimals. */
  public static BigDecimal rounded(double value) {
    return NamedValues.rounded(value);
  }

  /** Takes fields that are the same each time, between {@link #begin} and {@link #end}. */
  RecurringFields recurring() {
    return recurring;
  }

  /** A client and its server: {@code flow_id}, addresses and ports. */
  void endpoints(Endpoint client, Endpoint server) {
    endpoints.write(json, client, server);
  }

  /** Several whole numbers. */
  public void numbers(String name, List<Integer> values) {
    beginList(name);
    for (int value : values) {
      json.number(value);
    }
    endList();
  }

  @Override
  void name(String name) {
    Name next = last.next;
    if (next == null || !next.text.equals(name)) {
      next = names.computeIfAbsent(name, Name::new);
      last.next = next;
    }
    json.name(next.encoded);
    last = next;
  }

  /** {@code text} with U+FFFD for each half of a surrogate pair that stands alone. */
  public static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(
                point ->
                    point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? 0xFFFD
                        : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  /** Names are a fixed vocabulary, each encoded once, and come in much the same order each time. */
  private static final class Name {
    private final String text;
    private final byte[] encoded;
    private @Nullable Name next; // the one that came behind it last

    Name(String text) {
      this.text = text;
      this.encoded = JsonOctets.encodeName(text);
    }
  }
}
