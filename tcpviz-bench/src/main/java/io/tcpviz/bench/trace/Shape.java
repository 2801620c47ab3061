// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a trace looks like. Begin with one of the named shapes and change what you need. */
public final class Shape {
  private static final Map<String, Supplier<Shape>> NAMED =
      new TreeMap<>(
          Map.of(
              "bulk", Shape::bulk,
              "many", Shape::many,
              "mixed", Shape::mixed,
              "million", Shape::million,
              "syn-flood", Shape::synFlood));

  /** Packets in all, as near as whole connections allow; without what anomalies add. */
  long packets;

  int connections;

  /** Connections that are open at the same time. */
  int open;

  /** Octets kept of a frame. */
  int snapLength;

  long packetsPerSecond;

  /** Data segments of one request and its answer, on average. */
  int exchangeSegments;

  /** Most segments that a sender has in flight. */
  int flight;

  /** From the capture point to the clients, one way; each has its own between these. */
  long minClientDelayNanos;

  long maxClientDelayNanos;

  /** Share of the data segments that are lost, overtaken or copied. */
  double anomalies;

  /** Nothing but SYNs. */
  boolean synOnly;

  long seed = 1;

  private Shape() {}

  /** Sixteen downloads in full-size packets, kept whole: 1 million packets, 1 GB. */
  public static Shape bulk() {
    Shape shape = new Shape().size(1_000_000, 16, 16).capture(262_144, 500_000);
    return shape.exchanges(Integer.MAX_VALUE, 64).clientDelay(500_000, 2_000_000);
  }

  /** Short exchanges over 231 000 connections, 50 000 open at a time: 4 million packets. */
  public static Shape many() {
    Shape shape = new Shape().size(4_000_000, 231_000, 50_000).capture(128, 400_000);
    return shape.exchanges(3, 10).clientDelay(1_000_000, 25_000_000);
  }

  /** Transfers over 103 000 connections, 2 000 open at a time: 10 million packets. */
  public static Shape mixed() {
    Shape shape = new Shape().size(10_000_000, 103_000, 2_000).capture(96, 200_000);
    return shape.exchanges(10, 32).clientDelay(1_000_000, 25_000_000);
  }

  /** A million connections that are all open at the same time: 10 million packets. */
  public static Shape million() {
    Shape shape = new Shape().size(10_000_000, 1_000_000, 1_000_000).capture(96, 200_000);
    return shape.exchanges(2, 10).clientDelay(1_000_000, 25_000_000);
  }

  /** 20 million SYNs to one host that nobody answers, each from elsewhere. */
  public static Shape synFlood() {
    Shape shape = new Shape().size(20_000_000, 20_000_000, 20_000_000).capture(96, 1_000_000);
    shape.synOnly = true;
    return shape;
  }

  /**
   * The shape of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that are
   */
  public static Shape named(String name) {
    Supplier<Shape> shape = NAMED.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("no shape \"" + name + "\"; there are " + NAMED.keySet());
    }
    return shape.get();
  }

  /** Another number of packets; the connections become more or fewer with them. */
  public Shape packets(long count) {
    connections = Math.toIntExact(Math.max(1, Math.round((double) connections * count / packets)));
    packets = count;
    return this;
  }

  /** Another number of connections, over which the packets are spread. */
  public Shape connections(int count) {
    connections = count;
    return this;
  }

  /** Another number of connections that are open at the same time. */
  public Shape open(int count) {
    open = count;
    return this;
  }

  /** Keeps that many octets of a frame. */
  public Shape snapLength(int octets) {
    snapLength = octets;
    return this;
  }

  /** The share of data segments, between 0 and 1, that are lost, overtaken or copied. */
  public Shape anomalies(double share) {
    anomalies = share;
    return this;
  }

  /** Other addresses, sizes, times and losses. */
  public Shape seed(long value) {
    seed = value;
    return this;
  }

  private Shape size(long allPackets, int allConnections, int openConnections) {
    packets = allPackets;
    connections = allConnections;
    open = openConnections;
    return this;
  }

  private Shape capture(int octets, long rate) {
    snapLength = octets;
    packetsPerSecond = rate;
    return this;
  }

  private Shape exchanges(int segments, int inFlight) {
    exchangeSegments = segments;
    flight = inFlight;
    return this;
  }

  private Shape clientDelay(long minNanos, long maxNanos) {
    minClientDelayNanos = minNanos;
    maxClientDelayNanos = maxNanos;
    return this;
  }
}
