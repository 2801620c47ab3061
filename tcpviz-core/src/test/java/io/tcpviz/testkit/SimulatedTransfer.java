// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.testkit;

import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.core.tcp.TcpFlags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One upload over a link that loses, reorders and duplicates, captured beside both hosts. The
 * sender repairs by SACK (RFC 6675) and by timeout (RFC 6298); the receiver acknowledges each
 * segment and reports duplicates (RFC 2883). The handshake is spared.
 */
public final class SimulatedTransfer {
  /**
   * What one capture point saw, and which frames are what. Octets that were sent again are only
   * told where the capture has a sign of it: them or later ones before.
   */
  public static final class Vantage {
    /** What passed, in order. */
    public final List<CapturedPacket> packets = new ArrayList<>();

    /** Frames that were sent again. */
    public final Set<Long> resent = new HashSet<>();

    /** Sent again, though nothing behind it passed before: it looks like new data. */
    public final Set<Long> resentUnseen = new HashSet<>();

    /** Frames that the network copied. */
    public final Set<Long> copies = new HashSet<>();

    private int highest = -1;

    private void capture(Packet packet, long nanos) {
      PacketBytes bytes = packet.bytes();
      packets.add(new CapturedPacket(bytes.toFrame(), bytes.linkType(), nanos));
      long frame = packets.size();
      if (packet.copy()) {
        copies.add(frame);
      } else if (packet.resent()) {
        (packet.segment() <= highest ? resent : resentUnseen).add(frame);
      }
      highest = Math.max(highest, packet.segment());
    }
  }

  /** What a link does to packets, as probabilities, and how its hosts mark them. */
  public record Link(
      double loss, double reordering, double duplication, boolean timestamps, boolean ids) {}

  private static final long START_NANOS = 1_700_000_000_000_000_000L;
  private static final long DELAY_NANOS = 20_000_000L;
  private static final long RTO_NANOS = 300_000_000L;
  private static final int OCTETS = 1_000;
  private static final int WINDOW = 16;
  private static final int ISN = -20_000;
  private static final Endpoint CLIENT = Endpoint.ofIpv4(0x0A00_0001, 40_000);
  private static final Endpoint SERVER = Endpoint.ofIpv4(0x0A00_0002, 80);

  private record Task(long nanos, int order, Runnable work) {}

  private record Packet(
      PacketBytes bytes, boolean fromClient, int segment, boolean resent, boolean copy) {}

  /** What was captured beside the client. */
  public final Vantage besideClient = new Vantage();

  /** What was captured beside the server. */
  public final Vantage besideServer = new Vantage();

  /** How often the sender sent something again. */
  public int resends;

  private long clockNanos;

  private final Link link;
  private final Random random;
  private final int segments;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::nanos).thenComparingInt(Task::order));
  private int tasksMade;
  private long now = START_NANOS;
  private final int[] ipIds = {100, 9_000};

  // The sender, in segments.
  private int una;
  private int nxt;
  private int recoverTo;
  private long timerNanos = Long.MAX_VALUE;
  private int backoff;
  private final TreeSet<Integer> sacked = new TreeSet<>();
  private final Set<Integer> repaired = new HashSet<>();

  // The receiver, in segments.
  private int received;
  private final TreeSet<Integer> above = new TreeSet<>();

  /** Transfers so many segments. */
  public SimulatedTransfer(long seed, int segments, Link link) {
    this.random = new Random(seed);
    this.segments = segments;
    this.link = link;
    open();
    sendNew();
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      now = task.nanos();
      task.work().run();
    }
  }

  private void open() {
    handshake(true, client().flags(TcpFlags.SYN).seq(ISN).ack(0).mss(OCTETS).sackPermitted());
    handshake(
        false,
        server()
            .flags(TcpFlags.SYN | TcpFlags.ACK)
            .seq(0)
            .ack(ISN + 1)
            .mss(OCTETS)
            .sackPermitted());
    handshake(true, client().seq(ISN + 1).ack(1));
  }

  private void handshake(boolean fromClient, PacketBytes bytes) {
    Packet packet = new Packet(marked(bytes, fromClient), fromClient, -1, false, false);
    (fromClient ? besideClient : besideServer).capture(packet, now);
    now += DELAY_NANOS;
    (fromClient ? besideServer : besideClient).capture(packet, now);
  }

  // ------------------------------------------------------------- the sender

  private void sendNew() {
    while (nxt < segments && nxt < una + WINDOW) {
      send(nxt++, false);
    }
  }

  private void send(int segment, boolean resent) {
    resends += resent ? 1 : 0;
    PacketBytes bytes = client().seq(seq(segment)).ack(1).payload(OCTETS);
    transmit(new Packet(marked(bytes, true), true, segment, resent, false), () -> receive(segment));
    now += 10_000;
    restartTimer();
  }

  private void restartTimer() {
    long due = now + (RTO_NANOS << Math.min(backoff, 5));
    timerNanos = due;
    schedule(due, () -> timeout(due));
  }

  private void timeout(long due) {
    if (due == timerNanos && una < nxt) {
      backoff++;
      sacked.clear();
      repaired.clear();
      recoverTo = nxt;
      send(una, true);
    }
  }

  private void acknowledged(int ack, List<int[]> blocks) {
    boolean forward = ack > una;
    if (forward) {
      una = ack;
      backoff = 0;
      restartTimer();
    }
    for (int[] block : blocks) {
      for (int segment = Math.max(una, block[0]); segment < block[1]; segment++) {
        sacked.add(segment);
      }
    }
    sacked.removeIf(segment -> segment < una);
    if (una >= recoverTo) {
      repaired.clear();
    }
    repair();
    sendNew();
  }

  private void repair() {
    for (int segment = una; segment < nxt && sacked.tailSet(segment).size() >= 3; segment++) {
      if (!sacked.contains(segment) && repaired.add(segment)) {
        recoverTo = nxt;
        send(segment, true);
      }
    }
  }

  // ----------------------------------------------------------- the receiver

  private void receive(int segment) {
    boolean duplicate = segment < received || !above.add(segment);
    while (above.remove(received)) {
      received++;
    }
    List<int[]> blocks = new ArrayList<>();
    if (duplicate) {
      blocks.add(new int[] {segment, segment + 1});
    }
    addBlocks(blocks, segment);
    int ack = received;
    PacketBytes bytes = server().seq(1).ack(seq(ack));
    if (!blocks.isEmpty()) {
      bytes = bytes.sack(blocks.stream().flatMapToInt(SimulatedTransfer::edges).toArray());
    }
    List<int[]> reported = duplicate ? blocks.subList(1, blocks.size()) : blocks;
    transmit(
        new Packet(marked(bytes, false), false, -1, false, false),
        () -> acknowledged(ack, reported));
  }

  /** The block of what came last first, then the lowest others; three in all. */
  private void addBlocks(List<int[]> blocks, int latest) {
    List<int[]> all = new ArrayList<>();
    for (int segment : above) {
      int[] last = all.isEmpty() ? null : all.get(all.size() - 1);
      if (last != null && last[1] == segment) {
        last[1]++;
      } else {
        all.add(new int[] {segment, segment + 1});
      }
    }
    all.sort(
        Comparator.comparing((int[] block) -> !(block[0] <= latest && latest < block[1]))
            .thenComparing(block -> block[0]));
    for (int[] block : all.subList(0, Math.min(all.size(), 3 - blocks.size()))) {
      blocks.add(block);
    }
  }

  private static java.util.stream.IntStream edges(int[] block) {
    return java.util.stream.IntStream.of(seq(block[0]), seq(block[1]));
  }

  // --------------------------------------------------------------- the link

  private void transmit(Packet packet, Runnable arrival) {
    (packet.fromClient() ? besideClient : besideServer).capture(packet, now);
    if (random.nextDouble() < link.loss()) {
      return;
    }
    long arrives = now + DELAY_NANOS;
    if (random.nextDouble() < link.reordering()) {
      arrives += random.nextInt((int) (3 * DELAY_NANOS));
    }
    deliver(packet, arrives, arrival);
    if (random.nextDouble() < link.duplication()) {
      Packet copy =
          new Packet(packet.bytes(), packet.fromClient(), packet.segment(), packet.resent(), true);
      deliver(copy, arrives + 1_000 + random.nextInt(500_000), arrival);
    }
  }

  private void deliver(Packet packet, long arrives, Runnable arrival) {
    schedule(
        arrives,
        () -> {
          (packet.fromClient() ? besideServer : besideClient).capture(packet, now);
          arrival.run();
        });
  }

  private void schedule(long nanos, Runnable work) {
    tasks.add(new Task(nanos, tasksMade++, work));
  }

  // -------------------------------------------------------------- packets

  private PacketBytes marked(PacketBytes bytes, boolean fromClient) {
    PacketBytes packet = link.ids() ? bytes.ipId(++ipIds[fromClient ? 0 : 1] & 0xFFFF) : bytes;
    clockNanos = Math.max(clockNanos, now); // sending takes time, which is not on the schedule
    int clock = (int) (clockNanos / 1_000_000);
    return link.timestamps() ? packet.timestamps(clock, clock - 20) : packet;
  }

  private static PacketBytes client() {
    return PacketBytes.between(CLIENT, SERVER);
  }

  private static PacketBytes server() {
    return PacketBytes.between(SERVER, CLIENT);
  }

  private static int seq(int segment) {
    return ISN + 1 + segment * OCTETS;
  }
}
