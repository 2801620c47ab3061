// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

import java.util.List;

/**
 * One file or stream of a capture.
 *
 * @param name as given by the user
 * @param format for example {@code pcap} or {@code pcapng}
 * @param frames frames read so far, without those repeated
 * @param repeatedFrames frames left out because another file of the capture holds the same record
 * @param interfaces the interfaces it describes, in order
 * @param damages where it is cut or damaged, in order; empty for a sound file
 */
public record CaptureFile(
    String name,
    String format,
    long frames,
    long repeatedFrames,
    List<CaptureInterface> interfaces,
    List<CaptureDamage> damages) {
  /** Copies the lists. */
  public CaptureFile {
    interfaces = List.copyOf(interfaces);
    damages = List.copyOf(damages);
  }

  /** A file of which nothing is left out. */
  public CaptureFile(
      String name,
      String format,
      long frames,
      List<CaptureInterface> interfaces,
      List<CaptureDamage> damages) {
    this(name, format, frames, 0, interfaces, damages);
  }
}
