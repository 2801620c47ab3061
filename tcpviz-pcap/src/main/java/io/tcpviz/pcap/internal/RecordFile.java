// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

import io.tcpviz.core.Nullable;
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
  boolean endOfInput() throws IOException {
    return end(input.endedEarly("record"));
  }

  /** No more frames: what comes next cannot be read, for this reason; null where nothing comes. */
  boolean end(@Nullable String reason) {
    if (reason != null) {
      damages.note(input.offset(), reason);
    }
    ended = true;
    return false;
  }
}
