// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.monitor.MonitorListener;
import io.tcpviz.monitor.follow.CaptureLoss;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says at once what of a capture could not be read. */
record LossWarnings(Console console) implements MonitorListener {
  @Override
  public void lost(CaptureLoss loss) {
    List<String> lost = new ArrayList<>();
    if (loss.files() > 0) {
      lost.add(ResultText.counted(loss.files(), "file"));
    }
    if (loss.octets() > 0) {
      lost.add(ResultText.counted(loss.octets(), "octet"));
    }
    String after =
        loss.afterNanos() == Long.MIN_VALUE
            ? ""
            : ", captured after " + Instant.ofEpochSecond(0, loss.afterNanos());
    String much =
        lost.isEmpty() ? "how much is not known" : "at least " + String.join(" and ", lost);
    console.warning(loss.file() + ": gone before it was read, " + much + after);
  }

  @Override
  public void damaged(CaptureDamage damage) {
    console.warning(damage.toString());
  }
}
