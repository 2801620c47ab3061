// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads back what a page carries, independently of the code that wrote it. */
final class PageData {
  private PageData() {}

  /** The text of the element {@code id} of {@code page}. */
  static String element(String page, String id) {
    Matcher matcher =
        Pattern.compile(
                "<script type=\"[a-z/-]+\" id=\"" + Pattern.quote(id) + "\">(.*?)</script>",
                Pattern.DOTALL)
            .matcher(page);
    if (!matcher.find()) {
      throw new AssertionError("the page has no element " + id);
    }
    return matcher.group(1);
  }

  /** The octets of gzip in Base64. */
  static byte[] octets(String base64) {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers of a column. */
  static List<Long> column(String base64) {
    Reader reader = new Reader(octets(base64));
    List<Long> values = new ArrayList<>();
    long last = 0;
    while (reader.hasNext()) {
      last += reader.signed();
      values.add(last);
    }
    return values;
  }

  /** Reads variable-length numbers. */
  static final class Reader {
    private final byte[] octets;
    private int at;

    Reader(byte[] octets) {
      this.octets = octets;
    }

    boolean hasNext() {
      return at < octets.length;
    }

    int position() {
      return at;
    }

    long unsigned() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte octet = octets[at++];
        value |= (long) (octet & 0x7F) << shift;
        if (octet >= 0) {
          return value;
        }
      }
    }

    long signed() {
      long folded = unsigned();
      return folded >>> 1 ^ -(folded & 1);
    }
  }
}
