// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.monitor.MonitorListener;
import io.tcpviz.monitor.follow.CaptureLoss;
import java.time.Instant;

/** Says at once what of a capture was gone before it could be read. */
record LossWarnings(Console console) implements MonitorListener {
  @Override
  public void lost(CaptureLoss loss) {
    StringBuilder text = new StringBuilder();
    text.append(loss.file()).append(": gone before it was read, at least ");
    text.append(ResultText.counted(loss.octets(), "octet"));
    if (loss.files() > 0) {
      text.append(" and ").append(ResultText.counted(loss.files(), "file"));
    }
    if (loss.afterNanos() != Long.MIN_VALUE) {
      text.append(", captured after ").append(Instant.ofEpochSecond(0, loss.afterNanos()));
    }
    console.warning(text.toString());
  }
}
