// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import io.tcpviz.core.capture.LinkType;
import java.sql.Timestamp;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/** What a handle of libpcap says, in the terms of tcpviz. */
final class PcapTerms {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int MILLIS_PER_SECOND = 1000;

  private PcapTerms() {}

  /** Nanoseconds since the epoch. */
  static long nanos(Timestamp time) {
    long seconds = Math.floorDiv(time.getTime(), MILLIS_PER_SECOND);
    return seconds * NANOS_PER_SECOND + time.getNanos();
  }

  /** The registry's number of what the system calls by numbers of its own. */
  static int linkType(PcapHandle handle) {
    int dataLink = handle.getDlt().value();
    return switch (dataLink) {
      case 11 -> LinkType.ATM_RFC1483;
      case LinkType.RAW_BSD, LinkType.RAW_OPENBSD -> LinkType.RAW;
      default -> dataLink;
    };
  }

  /** The words of libpcap, without those of pcap4j, as part of a sentence. */
  static String said(PcapNativeException e) {
    return "libpcap says: " + String.valueOf(e.getMessage()).replaceFirst("^Error occurred: ", "");
  }
}
