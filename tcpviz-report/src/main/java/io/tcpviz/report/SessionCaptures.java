// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tcpviz.report.internal.page.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The captures that a session was made from, as its summary.json names them.
 *
 * @param captures in the order given to the analysis
 * @param tunnels which packet of a tunnel was looked at; empty where the file does not say
 */
public record SessionCaptures(List<Capture> captures, String tunnels) {
  /**
   * One of them.
   *
   * @param name as the user gave it
   * @param frames frames that were read of it, without those that another one holds too
   */
  public record Capture(String name, long frames) {}

  /** Copies the list. */
  public SessionCaptures {
    captures = List.copyOf(captures);
  }

  /**
   * Reads what a summary.json says of them; what is missing there, or has another shape, is left
   * out.
   *
   * @throws IOException if the file cannot be read, or is no JSON
   */
  public static SessionCaptures read(Path summary) throws IOException {
    Reading reading = new Reading();
    try (InputStream octets = Files.newInputStream(summary);
        JsonParser in = JsonValues.parser(octets)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        reading.members(in);
      }
    }
    return new SessionCaptures(reading.captures, reading.tunnels);
  }

  private static final class Reading {
    private final List<Capture> captures = new ArrayList<>();
    private String tunnels = "";

    void members(JsonParser in) throws IOException {
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (name.equals("files") && value == JsonToken.START_ARRAY) {
          files(in);
        } else if (name.equals("options") && value == JsonToken.START_OBJECT) {
          options(in);
        } else {
          in.skipChildren();
        }
      }
    }

    private void files(JsonParser in) throws IOException {
      while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
        if (in.currentToken() == JsonToken.START_OBJECT) {
          file(in);
        } else {
          in.skipChildren();
        }
      }
    }

    private void file(JsonParser in) throws IOException {
      String name = "";
      long frames = -1;
      for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
        in.nextToken();
        if (field.equals("name")) {
          String text = JsonValues.text(in);
          name = text == null ? "" : text;
        } else if (field.equals("frames")) {
          frames = JsonValues.integer(in, -1);
        } else {
          in.skipChildren();
        }
      }
      captures.add(new Capture(name, frames));
    }

    private void options(JsonParser in) throws IOException {
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        String text = JsonValues.text(in);
        if (name.equals("tunnels") && text != null) {
          tunnels = text;
        }
      }
    }
  }
}
