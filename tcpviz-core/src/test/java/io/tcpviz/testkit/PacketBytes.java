// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The octets of one frame with one TCP segment in it, from link layer to payload, with correct
 * lengths and checksums.
 *
 * <pre>{@code
 * byte[] frame =
 *     PacketBytes.between(client, server).seq(1000).flags(TcpFlags.SYN).mss(1460).toFrame();
 * }</pre>
 *
 * <p>Values do not change: every method returns another packet, so that one can be the pattern for
 * many. A new packet is Ethernet II, a bare ACK with window 65535, sequence and acknowledgment
 * number 0, hop limit 64, without options and payload. Its IP version is that of its endpoints.
 */
public final class PacketBytes {
  private static final int MIN_ETHERNET_LENGTH = 60;
  private static final int MAX_802_3_LENGTH = 1500;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86DD;
  private static final int TCP = 6;
  private static final int AUTHENTICATION_HEADER = 51;

  private final Endpoint source;
  private final Endpoint destination;
  private int linkType = LinkType.ETHERNET;
  private List<int[]> vlanTags = List.of();
  private boolean snap;
  private int family;
  private boolean padded;
  private int ipId;
  private int hopLimit = 64;
  private int checksumError;
  private byte[] ipOptions = {};
  private List<int[]> extensions = List.of();
  private int seq;
  private int ack;
  private int flags = TcpFlags.ACK;
  private int window = 65535;
  private TcpOptionBytes options = new TcpOptionBytes();
  private int payloadLength;

  private PacketBytes(Endpoint source, Endpoint destination) {
    if (source.isIpv4() != destination.isIpv4()) {
      throw new IllegalArgumentException(source + " and " + destination + " differ in IP version");
    }
    this.source = source;
    this.destination = destination;
    this.family = source.isIpv4() ? 2 : 30;
  }

  /** A packet from one endpoint to another, both IPv4 or both IPv6. */
  public static PacketBytes between(Endpoint source, Endpoint destination) {
    return new PacketBytes(source, destination);
  }

  /**
   * The octet of a stream at a sequence number. Whoever sends this number sends this octet, so that
   * a retransmission equals its original however the segments are cut.
   */
  public static byte streamOctet(int seq) {
    return (byte) (seq * 0x9E3779B9 >>> 24);
  }

  /**
   * Any of {@link LinkType}; for {@link LinkType#NULL} in little-endian order, as on most hosts.
   */
  public PacketBytes linkType(int number) {
    return changed(copy -> copy.linkType = number);
  }

  /**
   * Puts one more VLAN tag inside those already there (Ethernet and Linux cooked captures).
   *
   * @param etherType that announces the tag, for example 0x8100
   * @param vlan its 12-bit number
   */
  public PacketBytes vlan(int etherType, int vlan) {
    return changed(copy -> copy.vlanTags = appended(vlanTags, etherType, vlan));
  }

  /**
   * Announces IP by LLC and SNAP headers instead of an EtherType (Ethernet, Linux cooked). Such an
   * Ethernet frame carries 1492 octets of IP at most.
   */
  public PacketBytes snap() {
    return changed(copy -> copy.snap = true);
  }

  /** The address family in the header of a BSD loopback; by default 2 for IPv4 and 30 for IPv6. */
  public PacketBytes family(int number) {
    return changed(copy -> copy.family = number);
  }

  /** Fills the frame with zeros to the 60 octets that Ethernet demands. */
  public PacketBytes padded() {
    return changed(copy -> copy.padded = true);
  }

  /** Identification of the IPv4 header, 16 bits; IPv6 has none. */
  public PacketBytes ipId(int id) {
    return changed(copy -> copy.ipId = id);
  }

  /** What is wrong in the TCP checksum; 0 unless set, so that it is right. */
  public PacketBytes checksumError(int bits) {
    return changed(copy -> copy.checksumError = bits);
  }

  /** Time to live (IPv4) or hop limit (IPv6). */
  public PacketBytes hopLimit(int hops) {
    return changed(copy -> copy.hopLimit = hops);
  }

  /** Options of the IPv4 header, filled up to whole words. */
  public PacketBytes ipOptions(int... octets) {
    return changed(copy -> copy.ipOptions = Arrays.copyOf(bytes(octets), octets.length + 3 & ~3));
  }

  /**
   * Appends an IPv6 extension header full of zeros. A Fragment header (44, 8 octets) made like this
   * is that of an atomic fragment.
   *
   * @param type its protocol number
   * @param length all of its octets: a multiple of 8, or of 4 for an Authentication Header
   */
  public PacketBytes extension(int type, int length) {
    return changed(copy -> copy.extensions = appended(extensions, type, length));
  }

  /** Sequence number. */
  public PacketBytes seq(int number) {
    return changed(copy -> copy.seq = number);
  }

  /** Acknowledgment number; the control bit is set with {@link #flags}. */
  public PacketBytes ack(int number) {
    return changed(copy -> copy.ack = number);
  }

  /** The control bits, as in {@link TcpFlags}. */
  public PacketBytes flags(int bits) {
    return changed(copy -> copy.flags = bits);
  }

  /** The window field, not scaled. */
  public PacketBytes window(int octets) {
    return changed(copy -> copy.window = octets);
  }

  /** Maximum segment size option. */
  public PacketBytes mss(int octets) {
    return changed(copy -> copy.options.mss = octets);
  }

  /** Window scale option. */
  public PacketBytes windowShift(int shift) {
    return changed(copy -> copy.options.windowShift = shift);
  }

  /** SACK-permitted option. */
  public PacketBytes sackPermitted() {
    return changed(copy -> copy.options.sackPermitted = true);
  }

  /** Timestamps option. */
  public PacketBytes timestamps(int tsVal, int tsEcr) {
    return changed(copy -> copy.options.timestamps = new int[] {tsVal, tsEcr});
  }

  /** SACK option: left and right edges in turn, up to four blocks (three beside timestamps). */
  public PacketBytes sack(int... edges) {
    return changed(copy -> copy.options.sackEdges = edges.clone());
  }

  /** Option octets as they are, behind the other options; for what no sane host sends. */
  public PacketBytes rawOptions(int... octets) {
    return changed(copy -> copy.options.raw = bytes(octets));
  }

  /** Payload octets, each the {@link #streamOctet} of its sequence number. */
  public PacketBytes payload(int length) {
    return changed(copy -> copy.payloadLength = length);
  }

  /** The number to give to the frame or the file that holds it. */
  public int linkType() {
    return linkType;
  }

  /** Index of the IP header in the frame. */
  public int ipOffset() {
    return linkHeader().length;
  }

  /** Index of the TCP header in the frame. */
  public int tcpOffset() {
    return ipOffset() + (source.isIpv4() ? 20 + ipOptions.length : 40 + extensionsLength());
  }

  /** Index of the payload in the frame. */
  public int payloadOffset() {
    return tcpOffset() + 20 + options.toBytes().length;
  }

  /**
   * The frame, a fresh array.
   *
   * @throws IllegalArgumentException if options or payload are longer than a header can say
   */
  public byte[] toFrame() {
    byte[] linkHeader = linkHeader();
    byte[] segment = segment();
    byte[] ipHeader = source.isIpv4() ? ipv4Header(segment.length) : ipv6Header(segment.length);
    int length = linkHeader.length + ipHeader.length + segment.length;
    if (snap && linkType == LinkType.ETHERNET) {
      int llc = linkHeader.length - 8;
      ByteBuffer.wrap(linkHeader).putShort(llc - 2, (short) atMost(MAX_802_3_LENGTH, length - llc));
    }
    return ByteBuffer.allocate(padded ? Math.max(length, MIN_ETHERNET_LENGTH) : length)
        .put(linkHeader)
        .put(ipHeader)
        .put(segment)
        .array();
  }

  @Override
  public String toString() {
    return source
        + "->"
        + destination
        + " "
        + TcpFlags.letters(flags)
        + " seq "
        + Integer.toUnsignedString(seq)
        + " ack "
        + Integer.toUnsignedString(ack)
        + " len "
        + payloadLength
        + " link type "
        + linkType;
  }

  private byte[] linkHeader() {
    int etherType = source.isIpv4() ? IPV4 : IPV6;
    return new LinkHeaderBytes(family, etherType, vlanTags, snap).of(linkType);
  }

  private byte[] ipv4Header(int segmentLength) {
    int length = 20 + ipOptions.length;
    ByteBuffer header =
        ByteBuffer.allocate(length)
            .put((byte) (0x40 | length / 4))
            .put((byte) 0)
            .putShort((short) atMost(0xFFFF, length + segmentLength))
            .putShort((short) ipId)
            .putShort((short) 0x4000) // do not fragment
            .put((byte) hopLimit)
            .put((byte) TCP)
            .putShort((short) 0)
            .putInt((int) source.low())
            .putInt((int) destination.low())
            .put(ipOptions);
    return header
        .putShort(10, InternetChecksum.of(InternetChecksum.sum(header.array(), 0, length)))
        .array();
  }

  private byte[] ipv6Header(int segmentLength) {
    int extensionsLength = extensionsLength();
    ByteBuffer header =
        ByteBuffer.allocate(40 + extensionsLength)
            .putInt(0x60000000)
            .putShort((short) atMost(0xFFFF, extensionsLength + segmentLength))
            .put((byte) (extensions.isEmpty() ? TCP : extensions.get(0)[0]))
            .put((byte) hopLimit)
            .putLong(source.high())
            .putLong(source.low())
            .putLong(destination.high())
            .putLong(destination.low());
    for (int i = 0; i < extensions.size(); i++) {
      int type = extensions.get(i)[0];
      int length = extensions.get(i)[1];
      int next = i + 1 < extensions.size() ? extensions.get(i + 1)[0] : TCP;
      int lengthField = type == AUTHENTICATION_HEADER ? length / 4 - 2 : length / 8 - 1;
      header.put((byte) next).put((byte) lengthField).put(new byte[length - 2]);
    }
    return header.array();
  }

  private byte[] segment() {
    byte[] optionBytes = options.toBytes();
    int headerLength = 20 + optionBytes.length;
    ByteBuffer segment =
        ByteBuffer.allocate(headerLength + payloadLength)
            .putShort((short) source.port())
            .putShort((short) destination.port())
            .putInt(seq)
            .putInt(ack)
            .put((byte) (headerLength / 4 << 4))
            .put((byte) flags)
            .putShort((short) window)
            .putInt(0)
            .put(optionBytes);
    int firstOctet = (flags & TcpFlags.SYN) != 0 ? seq + 1 : seq;
    for (int i = 0; i < payloadLength; i++) {
      segment.put(streamOctet(firstOctet + i));
    }
    int checksum = InternetChecksum.of(checksumOf(segment.array())) ^ checksumError;
    return segment.putShort(16, (short) checksum).array();
  }

  private long checksumOf(byte[] segment) {
    ByteBuffer addresses = ByteBuffer.allocate(32);
    if (source.isIpv4()) {
      addresses.putInt((int) source.low()).putInt((int) destination.low());
    } else {
      addresses.putLong(source.high()).putLong(source.low());
      addresses.putLong(destination.high()).putLong(destination.low());
    }
    return InternetChecksum.sum(addresses.array(), 0, addresses.position())
        + TCP
        + segment.length
        + InternetChecksum.sum(segment, 0, segment.length);
  }

  private int extensionsLength() {
    return extensions.stream().mapToInt(extension -> extension[1]).sum();
  }

  private PacketBytes changed(Consumer<PacketBytes> change) {
    PacketBytes copy = new PacketBytes(source, destination);
    copy.linkType = linkType;
    copy.vlanTags = vlanTags;
    copy.snap = snap;
    copy.family = family;
    copy.padded = padded;
    copy.ipId = ipId;
    copy.hopLimit = hopLimit;
    copy.checksumError = checksumError;
    copy.ipOptions = ipOptions;
    copy.extensions = extensions;
    copy.seq = seq;
    copy.ack = ack;
    copy.flags = flags;
    copy.window = window;
    copy.options = options.copy();
    copy.payloadLength = payloadLength;
    change.accept(copy);
    return copy;
  }

  private static List<int[]> appended(List<int[]> list, int first, int second) {
    List<int[]> longer = new ArrayList<>(list);
    longer.add(new int[] {first, second});
    return List.copyOf(longer);
  }

  private static int atMost(int limit, int length) {
    if (length > limit) {
      throw new IllegalArgumentException("length " + length + " is above " + limit);
    }
    return length;
  }

  private static byte[] bytes(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return bytes;
  }
}
