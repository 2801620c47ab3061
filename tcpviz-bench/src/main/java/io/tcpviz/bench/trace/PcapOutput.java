// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes packets as Ethernet, IPv4 and TCP with valid checksums into a pcap file. */
final class PcapOutput {
  private static final int PCAP_MICROSECONDS = 0xA1B2_C3D4;
  private static final int RECORD_HEADER = 16;
  private static final int ETHERNET = 14;
  private static final int IPV4 = 20;
  private static final int TCP = 20;
  private static final int DON_T_FRAGMENT = 0x4000;
  private static final byte[] MAC_ADDRESSES = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2};

  private final OutputStream out;
  private final int snapLength;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20);

  PcapOutput(OutputStream out, int snapLength) {
    this.out = out;
    this.snapLength = snapLength;
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(PCAP_MICROSECONDS).putShort((short) 2).putShort((short) 4);
    buffer.putInt(0).putInt(0).putInt(snapLength).putInt(1);
    buffer.order(ByteOrder.BIG_ENDIAN);
  }

  /** Writes the packet and gives the octets that it had on the wire. */
  int write(long nanos, Packet packet) throws IOException {
    int tcpLength = TCP + optionOctets(packet) + packet.length;
    int frameLength = ETHERNET + IPV4 + tcpLength;
    if (buffer.remaining() < RECORD_HEADER + frameLength) {
      flush();
    }
    int record = buffer.position();
    buffer.position(record + RECORD_HEADER);
    buffer.put(MAC_ADDRESSES).putShort((short) 0x0800);
    putIpv4(packet, IPV4 + tcpLength);
    int tcp = buffer.position();
    putTcp(packet, tcpLength - packet.length);
    int end = record + RECORD_HEADER + Math.min(snapLength, frameLength);
    while (buffer.position() < end) {
      buffer.put((byte) 0);
    }
    buffer.putShort(tcp + 16, checksum(tcp, packet, tcpLength));
    putRecordHeader(record, nanos, end - record - RECORD_HEADER, frameLength);
    buffer.position(end);
    return frameLength;
  }

  void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private void putRecordHeader(int at, long nanos, int captured, int original) {
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(at, (int) (nanos / 1_000_000_000));
    buffer.putInt(at + 4, (int) (nanos % 1_000_000_000 / 1_000));
    buffer.putInt(at + 8, captured);
    buffer.putInt(at + 12, original);
    buffer.order(ByteOrder.BIG_ENDIAN);
  }

  private void putIpv4(Packet packet, int totalLength) {
    int start = buffer.position();
    buffer.putShort((short) 0x4500).putShort((short) totalLength);
    buffer.putShort((short) packet.ipId).putShort((short) DON_T_FRAGMENT);
    buffer.put((byte) 64).put((byte) 6).putShort((short) 0);
    buffer.putInt(packet.from.address).putInt(packet.from.peer().address);
    buffer.putShort(start + 10, (short) ~fold(sum(start, IPV4)));
  }

  private void putTcp(Packet packet, int headerLength) {
    buffer.putShort((short) packet.from.port).putShort((short) packet.from.peer().port);
    buffer.putInt(packet.seq).putInt(packet.ack);
    buffer.put((byte) (headerLength << 2)).put((byte) packet.flags);
    buffer.putShort((short) packet.from.window(packet)).putInt(0);
    if (packet.has(Packet.SYN)) {
      buffer.putInt(0x0204_05B4).putShort((short) 0x0402); // MSS 1460, SACK permitted
      putTimestamps(packet);
      buffer.put((byte) 1).put((byte) 3).put((byte) 3).put((byte) Host.WINDOW_SHIFT);
      return;
    }
    buffer.putShort((short) 0x0101);
    putTimestamps(packet);
    if (packet.sack.length > 0) {
      buffer.putShort((short) 0x0101).put((byte) 5).put((byte) (2 + 4 * packet.sack.length));
      for (int edge : packet.sack) {
        buffer.putInt(edge);
      }
    }
  }

  private void putTimestamps(Packet packet) {
    buffer.putShort((short) 0x080A).putInt(packet.tsval).putInt(packet.tsecr);
  }

  private static int optionOctets(Packet packet) {
    if (packet.has(Packet.SYN)) {
      return 20;
    }
    return packet.sack.length == 0 ? 12 : 16 + 4 * packet.sack.length;
  }

  /** The payload is all zero and adds nothing to the sum, whether it was kept or not. */
  private short checksum(int tcp, Packet packet, int tcpLength) {
    long pseudoHeader = sum(tcp - 8, 8) + 6 + tcpLength;
    return (short) ~fold(pseudoHeader + sum(tcp, tcpLength - packet.length));
  }

  private long sum(int from, int octets) {
    long sum = 0;
    for (int at = from; at < from + octets; at += 2) {
      sum += buffer.getShort(at) & 0xFFFF;
    }
    return sum;
  }

  private static int fold(long sum) {
    long once = (sum >>> 16) + (sum & 0xFFFF);
    return (int) ((once >>> 16) + (once & 0xFFFF));
  }
}
