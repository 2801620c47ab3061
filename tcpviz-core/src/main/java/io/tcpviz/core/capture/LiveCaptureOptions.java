// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.capture;

/**
 * How to capture from an interface.
 *
 * @param name the interface, as the system calls it
 * @param filter which packets, in the language of pcap-filter(7); empty for all
 * @param snapLength most octets kept of a frame, at least 1
 * @param promiscuous whether to ask for frames that are addressed to others
 * @param bufferBytes size of the kernel's buffer; 0 for the system's default
 */
public record LiveCaptureOptions(
    String name, String filter, int snapLength, boolean promiscuous, int bufferBytes) {
  /** Checks the ranges. */
  public LiveCaptureOptions {
    if (snapLength < 1) {
      throw new IllegalArgumentException("snapLength must be at least 1");
    }
    if (bufferBytes < 0) {
      throw new IllegalArgumentException("bufferBytes must not be negative");
    }
  }
}
