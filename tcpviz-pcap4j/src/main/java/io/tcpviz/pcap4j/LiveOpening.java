// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import io.tcpviz.core.capture.LiveCaptureOptions;
import io.tcpviz.core.capture.LiveCaptureProvider;
import java.io.IOException;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;

/** Opens an interface, or says what its user can do about it. */
record LiveOpening(LiveCaptureProvider provider, LiveCaptureOptions options) {
  /**
   * After so long the kernel hands over what it has, however little; meanwhile it collects, so that
   * under load there is much to read at once. Immediate mode would wake the reader for each packet.
   */
  private static final int TIMEOUT_MILLIS = 50;

  /** What pcap_activate(3PCAP) answers. */
  private static final int NO_SUCH_DEVICE = -5;

  private static final int NO_PERMISSION = -8;
  private static final int NOT_UP = -9;
  private static final int NO_PERMISSION_FOR_PROMISCUOUS_MODE = -11;

  PcapHandle open() throws IOException {
    PcapHandle handle = activate();
    try {
      if (Waiting.IS_OURS) {
        handle.setBlockingMode(BlockingMode.NONBLOCKING);
      }
      filter(handle);
      return handle;
    } catch (PcapNativeException e) {
      handle.close();
      throw failed(PcapTerms.said(e), e);
    } catch (NotOpenException e) {
      throw new IllegalStateException(e); // it has just been opened
    } catch (IOException e) {
      handle.close();
      throw e;
    }
  }

  private PcapHandle activate() throws IOException {
    PcapHandle.Builder builder =
        new PcapHandle.Builder(options.name())
            .snaplen(options.snapLength())
            .promiscuousMode(
                options.promiscuous()
                    ? PromiscuousMode.PROMISCUOUS
                    : PromiscuousMode.NONPROMISCUOUS)
            .timeoutMillis(TIMEOUT_MILLIS)
            .timestampPrecision(TimestampPrecision.NANO);
    if (options.bufferBytes() > 0) {
      builder.bufferSize(options.bufferBytes());
    }
    try {
      return builder.build();
    } catch (PcapNativeException e) {
      throw failed(inWords(e), e);
    }
  }

  private void filter(PcapHandle handle) throws IOException, PcapNativeException, NotOpenException {
    if (options.filter().isBlank()) {
      return;
    }
    BpfProgram program;
    try {
      program =
          handle.compileFilter(
              options.filter(), BpfCompileMode.OPTIMIZE, PcapHandle.PCAP_NETMASK_UNKNOWN);
    } catch (PcapNativeException e) {
      throw failed("\"" + options.filter() + "\" is no filter: " + PcapTerms.said(e), e);
    }
    try {
      handle.setFilter(program);
    } finally {
      program.free();
    }
  }

  private String inWords(PcapNativeException e) throws IOException {
    Integer code = e.getReturnCode();
    return switch (code == null ? 0 : code) {
      case NO_SUCH_DEVICE ->
          "no such interface; there are: " + String.join(", ", provider.interfaces());
      case NO_PERMISSION, NO_PERMISSION_FOR_PROMISCUOUS_MODE ->
          "no permission to capture; run as root, give Java the capability cap_net_raw, or let"
              + " dumpcap capture and read from it (docs/MONITOR.md says how)";
      case NOT_UP -> "the interface is down";
      default -> PcapTerms.said(e);
    };
  }

  private IOException failed(String why, Exception cause) {
    return new IOException(options.name() + ": " + why, cause);
  }
}
