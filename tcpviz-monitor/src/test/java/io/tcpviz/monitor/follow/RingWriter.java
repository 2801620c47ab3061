// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow;

import io.tcpviz.testkit.CaptureBytes;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Writes a capture into a ring, in slices that end anywhere, one after each call of {@link #step}.
 * What it would destroy of the ring it destroys only when it is allowed to.
 */
public final class RingWriter {
  /** How the files of a ring follow each other. */
  public enum Kind {
    /** dumpcap -b: numbered names; the oldest are deleted. The target is a glob. */
    NUMBERED,
    /** tcpdump -C: a number behind the name; the oldest are deleted. The target is a directory. */
    COUNTED,
    /** tcpdump -C -W: few names, each made anew in place. The target is a glob. */
    IN_PLACE,
    /** One name; what it stood for is renamed away, and the oldest are deleted. */
    RENAMED_AWAY,
    /** One name; what it stood for is deleted. */
    REPLACED,
    /** Numbered names, and a link that moves to the newest some time later. */
    LINKED,
    /** One file that only grows. */
    GROWING,
    /** Numbered names, all of which stay. The target is a glob. */
    KEPT
  }

  private record Part(List<CapturedPacket> packets, int firstFrame, byte[] octets) {}

  private final Kind kind;
  private final Path directory;
  private final Random random;
  private final List<Part> parts = new ArrayList<>();
  private final Deque<Path> standing = new ArrayDeque<>();
  private final Deque<Integer> standingParts = new ArrayDeque<>();
  private final int kept;
  private int part = -1;
  private int written;
  private int linked = -1;

  RingWriter(Kind kind, Path directory, List<CapturedPacket> packets, Random random) {
    this.kind = kind;
    this.directory = directory;
    this.random = random;
    kept = 2 + random.nextInt(4);
    boolean isPcapng = random.nextBoolean();
    int most = 1 + random.nextInt(20);
    for (int first = 0; first < packets.size(); ) {
      int count = kind == Kind.GROWING ? packets.size() : 1 + random.nextInt(most);
      int end = Math.min(packets.size(), first + count);
      List<CapturedPacket> own = packets.subList(first, end);
      parts.add(new Part(own, first, isPcapng ? CaptureBytes.pcapng(own) : CaptureBytes.pcap(own)));
      first = end;
    }
  }

  /** The packets of each file, in order. */
  List<List<CapturedPacket>> parts() {
    return parts.stream().map(Part::packets).toList();
  }

  String target() throws IOException {
    Path only = directory.resolve("x.pcap");
    return switch (kind) {
      case NUMBERED, KEPT -> directory + "/x_*.pcapng";
      case COUNTED -> directory.toString();
      case IN_PLACE -> directory + "/x.pcap*";
      case LINKED -> {
        Files.createSymbolicLink(only, directory.resolve("nothing"));
        yield only.toString();
      }
      case RENAMED_AWAY, REPLACED, GROWING -> Files.createFile(only).toString();
    };
  }

  /** Frames that have been written whole and begun at least, so that a look can see their files. */
  int lastVisiblePart() {
    return written > 0 && written >= firstFrameEnd(parts.get(part)) ? part : part - 1;
  }

  /**
   * Does the next step.
   *
   * @param frames read so far, which may be destroyed
   * @param looked the last part that was looked at, which may be deleted
   * @return whether one is left
   */
  boolean step(long frames, int looked) throws IOException {
    if (kind == Kind.LINKED && linked < part && random.nextInt(3) == 0) {
      link();
      return true;
    }
    if (part < 0 || written == parts.get(part).octets().length) {
      if (part + 1 < parts.size()) {
        rotate(frames, looked);
        return true;
      }
      if (kind == Kind.LINKED && linked < part) {
        link();
        return true;
      }
      return false;
    }
    byte[] octets = parts.get(part).octets();
    int end =
        Math.min(octets.length, written + 1 + random.nextInt(random.nextBoolean() ? 40 : 4_000));
    Written.append(path(part), octets, written, end);
    written = end;
    return true;
  }

  private void rotate(long frames, int looked) throws IOException {
    Path next = path(part + 1);
    boolean isOneName = kind == Kind.RENAMED_AWAY || kind == Kind.REPLACED || kind == Kind.LINKED;
    if (isOneName && part == 0 && frames == 0) {
      return; // nobody could know of what was there before
    }
    if (kind == Kind.RENAMED_AWAY && part >= 0) {
      if (standing.size() == kept && !destroyOldest(frames, looked)) {
        return;
      }
      Path away = directory.resolve("x.pcap." + part);
      Files.move(next, away);
      standing.add(away);
      standingParts.add(part);
    } else if (kind == Kind.REPLACED && part >= 0) {
      if (!mayDestroy(part, frames, looked)) {
        return;
      }
      Files.delete(next);
    } else if (kind == Kind.IN_PLACE) {
      if (part + 1 >= kept && !mayDestroy(part + 1 - kept, frames, -1)) {
        return;
      }
      Files.write(next, new byte[0]);
    } else if (kind == Kind.NUMBERED || kind == Kind.COUNTED || kind == Kind.LINKED) {
      if (standing.size() == kept && !destroyOldest(frames, kind == Kind.LINKED ? -1 : looked)) {
        return;
      }
      standing.add(next);
      standingParts.add(part + 1);
    }
    part++;
    written = 0;
    if (random.nextBoolean()) {
      Written.append(path(part), new byte[0], 0, 0);
    }
  }

  private boolean destroyOldest(long frames, int looked) throws IOException {
    if (!mayDestroy(standingParts.element(), frames, looked)) {
      return false;
    }
    standingParts.remove();
    Files.delete(standing.remove());
    return true;
  }

  private boolean mayDestroy(int index, long frames, int looked) {
    Part old = parts.get(index);
    return index <= looked || frames >= old.firstFrame() + old.packets().size();
  }

  private void link() throws IOException {
    linked = part;
    Path fresh = directory.resolve(".fresh");
    Files.createSymbolicLink(fresh, path(part));
    Files.move(
        fresh,
        directory.resolve("x.pcap"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private Path path(int index) {
    return directory.resolve(
        switch (kind) {
          case NUMBERED, LINKED, KEPT ->
              "x_%05d_%d.pcapng".formatted(index + 1, 20_260_101_000_000L + index);
          case COUNTED -> index == 0 ? "x.pcap" : "x.pcap" + index;
          case IN_PLACE -> "x.pcap" + index % kept;
          case RENAMED_AWAY, REPLACED, GROWING -> "x.pcap";
        });
  }

  private static int firstFrameEnd(Part part) {
    List<CapturedPacket> first = part.packets().subList(0, 1);
    boolean isPcapng = part.octets()[0] == 0x0A;
    byte[] alone = isPcapng ? CaptureBytes.pcapng(first) : CaptureBytes.pcap(first);
    return alone.length;
  }
}
