// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.capture.CaptureReader;
import java.io.IOException;

/** A capture that is a header and then one record a frame, until it ends or makes no sense. */
abstract class RecordFile implements CaptureReader {
  final String source;
  final InputWindow input;
  final DamageLog damages;
  private boolean ended;

  RecordFile(String source, InputWindow input) {
    this.source = source;
    this.input = input;
    damages = new DamageLog(source);
  }

  /** Whether no frame comes any more. */
  boolean hasEnded() {
    return ended;
  }

  @Override
  public long position() {
    return input.offset();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  /** The input is over; what is left of it is a record that was cut. */
  boolean endInRecord() {
    if (input.available() > 0) {
      damages.note(input.offset(), "cut short inside a record");
    }
    ended = true;
    return false;
  }

  /** What comes next cannot be read, and so nothing behind it can. */
  boolean end(String reason) {
    damages.note(input.offset(), reason);
    ended = true;
    return false;
  }
}
