// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952): any number of members one behind the other, and zeros behind them, as
 * tapes and block devices leave.
 *
 * <p>The JDK's own stream is not used: it takes the end of what has arrived for the end of the last
 * member, and hides what is wrong behind the first.
 */
final class GzipStream extends InputStream {
  private static final int ID_1 = 0x1F;
  private static final int ID_2 = 0x8B;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int END = -1;

  private final InputStream packed;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private boolean inMember;
  private boolean afterMember;

  GzipStream(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? END : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (length > 0) {
      if (!inMember && !beginMember()) {
        return END;
      }
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        checksum.update(bytes, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw new IOException("needs a dictionary");
      } else {
        refill();
        inflater.setInput(buffer, 0, limit);
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    packed.close();
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      throw new IOException("damaged: " + e.getMessage(), e);
    }
  }

  /** Reads the header of the next member; false if there is none. */
  private boolean beginMember() throws IOException {
    int first = afterMember ? octetBehindZeros() : octet();
    if (first == END) {
      return false;
    }
    if (first != ID_1 || octet() != ID_2) {
      throw new IOException("followed by octets that are not gzip");
    }
    if (octet() != DEFLATE) {
      throw new IOException("of an unknown method");
    }
    int flags = octet();
    passOver(6); // time, extra flags, operating system
    if ((flags & EXTRA) != 0) {
      passOver(octet() | octet() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      passOver(2);
    }
    inflater.setInput(buffer, position, limit - position);
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    int expected = octet() | octet() << 8 | octet() << 16 | octet() << 24;
    passOver(4); // the length, which the checksum covers
    if (expected != (int) checksum.getValue()) {
      throw new IOException("damaged: its checksum differs");
    }
    inflater.reset();
    checksum.reset();
    inMember = false;
    afterMember = true;
  }

  private int octetBehindZeros() throws IOException {
    int octet = 0;
    while (octet == 0) {
      if (position == limit && !fill()) {
        return END;
      }
      octet = octet();
    }
    return octet;
  }

  private void passOver(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      octet();
    }
  }

  private void skipText() throws IOException {
    while (octet() != 0) {
      // its end is what matters
    }
  }

  private int octet() throws IOException {
    if (position == limit) {
      refill();
    }
    return buffer[position++] & 0xFF;
  }

  private void refill() throws IOException {
    if (!fill()) {
      throw new IOException("cut short");
    }
  }

  private boolean fill() throws IOException {
    limit = Math.max(0, packed.read(buffer, 0, buffer.length));
    position = 0;
    return limit > 0;
  }
}
