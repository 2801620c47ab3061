// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tcpviz.core.Nullable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Picks values out of the lines of flows.jsonl, as JSON writes them: numbers keep their digits, and
 * lists are joined by spaces. Fields of inner objects have {@code c2s.} and the like before them.
 */
public final class FlowValues {
  private final Map<String, Map<String, String>> paths = new HashMap<>(); // object → name → path

  /** Picks the values at these paths, and the number of the connection. */
  public FlowValues(Collection<String> wanted) {
    add("connection");
    wanted.forEach(this::add);
  }

  private void add(String path) {
    int point = path.indexOf('.');
    String object = point < 0 ? "" : path.substring(0, point);
    paths.computeIfAbsent(object, any -> new HashMap<>()).put(path.substring(point + 1), path);
  }

  /** The values of a line; null if it is no connection. */
  public @Nullable Map<String, String> read(byte[] octets, int length) {
    Map<String, String> values = new HashMap<>();
    try (JsonParser in = JsonValues.parser(octets, length)) {
      boolean whole =
          in.nextToken() == JsonToken.START_OBJECT
              && object("", in, values)
              && in.nextToken() == null;
      return whole && values.containsKey("connection") ? values : null;
    } catch (IOException e) {
      return null; // counted by the caller
    }
  }

  private boolean object(String object, JsonParser in, Map<String, String> values)
      throws IOException {
    Map<String, String> names = paths.getOrDefault(object, Map.of());
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      boolean inner = in.nextToken() == JsonToken.START_OBJECT;
      String path = names.get(name);
      if (inner && object.isEmpty() && paths.containsKey(name)) {
        object(name, in, values);
      } else if (path != null && in.currentToken() != JsonToken.VALUE_NULL && !inner) {
        values.put(path, JsonValues.plain(in));
      } else {
        in.skipChildren();
      }
    }
    return in.currentToken() == JsonToken.END_OBJECT;
  }

  /** The paths of all values of a line that is known to be whole, in their order. */
  public static Collection<String> pathsOf(byte[] octets) throws IOException {
    Map<String, Boolean> found = new LinkedHashMap<>();
    try (JsonParser in = JsonValues.parser(octets, octets.length)) {
      String object = "";
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          in.skipChildren();
        } else if (token == JsonToken.END_OBJECT) {
          object = "";
        } else if (token == JsonToken.START_OBJECT && in.currentName() != null) {
          found.remove(in.currentName());
          object = in.currentName() + ".";
        } else if (token == JsonToken.FIELD_NAME) {
          found.put(object + in.currentName(), true);
        }
      }
    }
    return found.keySet();
  }
}
