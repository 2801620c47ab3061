// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import io.tcpviz.core.event.FieldVisitor;
import io.tcpviz.report.internal.JsonFields;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes JSON objects of one line each, of printable ASCII: everything else is escaped, so that
 * hostile names can neither break a line nor reach a terminal.
 *
 * <pre>{@code
 * String line = json.begin().text("event", "loss_infer").number("count", 3).end();
 * }</pre>
 *
 * <p>Used by one thread, for one object at a time.
 */
public final class JsonLine {
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final JsonFields fields = new JsonFields(octets);

  /** Made nothing yet. */
  public JsonLine() {}

  /** Begins an object. */
  public JsonLine begin() {
    octets.reset();
    fields.begin();
    return this;
  }

  /** Begins an object as a field of the one that is open. */
  public JsonLine begin(String name) {
    fields.begin(name);
    return this;
  }

  /** Ends the object that was begun as a field. */
  public JsonLine endField() {
    fields.end();
    return this;
  }

  /**
   * Ends the object.
   *
   * @return the line, without the end of a line
   */
  public String end() {
    fields.end();
    fields.flush();
    return octets.toString(StandardCharsets.US_ASCII);
  }

  /** A text. */
  public JsonLine text(String name, String value) {
    fields.text(name, value);
    return this;
  }

  /** Several texts. */
  public JsonLine texts(String name, List<String> values) {
    fields.texts(name, values);
    return this;
  }

  /** A whole number. */
  public JsonLine number(String name, long value) {
    fields.number(name, value);
    return this;
  }

  /** A number with at most six decimals; null where it is not finite. */
  public JsonLine number(String name, double value) {
    fields.number(name, value);
    return this;
  }

  /** Yes or no. */
  public JsonLine truth(String name, boolean value) {
    fields.truth(name, value);
    return this;
  }

  /** A point in time, given in nanoseconds since the epoch, in seconds with nine decimals. */
  public JsonLine seconds(String name, long nanos) {
    fields.seconds(name, nanos);
    return this;
  }

  /** Takes what presents itself as fields. */
  public FieldVisitor fields() {
    return fields;
  }
}
