// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.tcp;

/** The control bits of a TCP header (RFC 9293 §3.1) and their letters. */
public final class TcpFlags {
  /** No more data from sender. */
  public static final int FIN = 0x01;

  /** Synchronize sequence numbers. */
  public static final int SYN = 0x02;

  /** Reset the connection. */
  public static final int RST = 0x04;

  /** Push function. */
  public static final int PSH = 0x08;

  /** Acknowledgment field is significant. */
  public static final int ACK = 0x10;

  /** Urgent pointer field is significant. */
  public static final int URG = 0x20;

  /** ECN-Echo (RFC 3168 §6.1). */
  public static final int ECE = 0x40;

  /** Congestion Window Reduced (RFC 3168 §6.1). */
  public static final int CWR = 0x80;

  private static final int[] ORDER = {FIN, SYN, RST, PSH, ACK, URG, ECE, CWR};
  private static final String LETTERS = "FSRPAUEC";
  private static final String[] NAMES = names();

  private TcpFlags() {}

  /**
   * The set bits as letters in the order F S R P A U E C joined by {@code |}, such as {@code S|A}.
   */
  public static String letters(int flags) {
    return NAMES[flags & 0xFF];
  }

  private static String[] names() {
    String[] names = new String[256];
    for (int flags = 0; flags < names.length; flags++) {
      StringBuilder name = new StringBuilder();
      for (int i = 0; i < ORDER.length; i++) {
        if ((flags & ORDER[i]) != 0) {
          name.append(name.length() == 0 ? "" : "|").append(LETTERS.charAt(i));
        }
      }
      names[flags] = name.toString();
    }
    return names;
  }
}
