// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;

/**
 * Everything that a {@link SegmentScript} leaves open: addresses, initial numbers, date. What a
 * script makes an analysis say must not depend on it.
 *
 * @param name words for the message of a test that fails
 * @param clientIsn sequence number of the client's SYN
 * @param serverIsn sequence number of the server's SYN
 * @param clientClock what is added to the client's TSval
 * @param serverClock what is added to the server's TSval
 * @param firstIpId identification that comes before the first one of each side
 * @param startNanos time of the script's zero, nanoseconds since the epoch
 * @param ipv6 whether packets are IPv6
 * @param vlan whether frames carry a VLAN tag
 * @param swapped whether client and server have changed places, ports included
 */
public record Staging(
    String name,
    int clientIsn,
    int serverIsn,
    int clientClock,
    int serverClock,
    int firstIpId,
    long startNanos,
    boolean ipv6,
    boolean vlan,
    boolean swapped) {
  private static final int CLIENT_PORT = 40_000;
  private static final int SERVER_PORT = 80;
  private static final long START_NANOS = 1_700_000_000_000_000_000L;

  /** Ethernet, IPv4, small initial numbers. */
  public static Staging plain() {
    return new Staging("as written", 1_000, 5_000, 0, 0, 100, START_NANOS, false, false, false);
  }

  /** The same with other initial sequence numbers. */
  public Staging withIsns(String name, int clientIsn, int serverIsn) {
    return new Staging(
        name,
        clientIsn,
        serverIsn,
        clientClock,
        serverClock,
        firstIpId,
        startNanos,
        ipv6,
        vlan,
        swapped);
  }

  /** The same with timestamps and identifications that begin elsewhere. */
  public Staging withClocks(String name, int clock, int firstIpId) {
    return new Staging(
        name, clientIsn, serverIsn, clock, clock, firstIpId, startNanos, ipv6, vlan, swapped);
  }

  /** The same at another time. */
  public Staging withStart(String name, long nanos) {
    return new Staging(
        name,
        clientIsn,
        serverIsn,
        clientClock,
        serverClock,
        firstIpId,
        nanos,
        ipv6,
        vlan,
        swapped);
  }

  /** The same in other frames. */
  public Staging withFrames(String name, boolean ipv6, boolean vlan) {
    return new Staging(
        name,
        clientIsn,
        serverIsn,
        clientClock,
        serverClock,
        firstIpId,
        startNanos,
        ipv6,
        vlan,
        swapped);
  }

  /** The same with client and server in each other's place. */
  public Staging withSwappedSides(String name) {
    return new Staging(
        name,
        clientIsn,
        serverIsn,
        clientClock,
        serverClock,
        firstIpId,
        startNanos,
        ipv6,
        vlan,
        !swapped);
  }

  /** The initial sequence number of a side. */
  public int isn(boolean ofClient) {
    return ofClient ? clientIsn : serverIsn;
  }

  /** The frame of a line. */
  CapturedPacket frame(ScriptLine line) {
    PacketBytes packet = packet(line);
    return new CapturedPacket(packet.toFrame(), packet.linkType(), startNanos + line.nanos());
  }

  private PacketBytes packet(ScriptLine line) {
    int isn = isn(line.fromClient());
    int peerIsn = isn(!line.fromClient());
    boolean acks = (line.flags() & TcpFlags.ACK) != 0;
    PacketBytes packet =
        PacketBytes.between(endpoint(line, true), endpoint(line, false))
            .seq(isn + line.from())
            .ack(acks ? peerIsn + line.ack() : 0)
            .flags(line.flags())
            .window(line.window())
            .ipId(line.ipId() == 0 ? 0 : firstIpId + line.ipId())
            .hopLimit(line.hopLimit())
            .checksumError(line.checksumError())
            .payload(line.to() - line.from());
    return withOptions(vlan ? packet.vlan(0x8100, 7) : packet, line, peerIsn, acks);
  }

  private PacketBytes withOptions(PacketBytes bare, ScriptLine line, int peerIsn, boolean acks) {
    ScriptLine.Options options = line.options();
    PacketBytes packet = options.mss() < 0 ? bare : bare.mss(options.mss());
    packet = options.windowShift() < 0 ? packet : packet.windowShift(options.windowShift());
    packet = options.sackPermitted() ? packet.sackPermitted() : packet;
    if (!options.timestamps().isEmpty()) {
      int own = line.fromClient() ? clientClock : serverClock;
      int other = line.fromClient() ? serverClock : clientClock;
      packet =
          packet.timestamps(
              options.timestamps().get(0) + own, acks ? options.timestamps().get(1) + other : 0);
    }
    int[] edges = options.sack().stream().mapToInt(edge -> edge + peerIsn).toArray();
    return edges.length == 0 ? packet : packet.sack(edges);
  }

  private Endpoint endpoint(ScriptLine line, boolean source) {
    boolean client = source == line.fromClient();
    boolean first = client != swapped;
    int port = first ? CLIENT_PORT + line.connection() - 1 : SERVER_PORT;
    int host = first ? 1 : 2;
    return ipv6
        ? new Endpoint(0x2001_0DB8_0000_0000L, host, port)
        : Endpoint.ofIpv4(0x0A00_0000 + host, port);
  }
}
