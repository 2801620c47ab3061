// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.CaptureSource;
import io.tcpviz.core.capture.Frame;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One generation while it is read. */
final class OpenCapture {
  private static final int ALL = Integer.MAX_VALUE;

  private final String name;
  private final Generation generation;
  private final GrowingChannel channel;
  private final CaptureReader reader;
  private final List<CaptureDamage> failures = new ArrayList<>();
  private int soundDamages = ALL;

  private OpenCapture(
      String name, Generation generation, GrowingChannel channel, CaptureReader reader) {
    this.name = name;
    this.generation = generation;
    this.channel = channel;
    this.reader = reader;
  }

  /**
   * Begins to read a generation whose file is open. Its first frame is known to be there, and a
   * reader that would look further ahead is told that there is nothing, unless what is packed would
   * be cut by that.
   *
   * @throws IOException if it has just been made anew, or cannot be read
   */
  static OpenCapture of(
      String name, Generation generation, CaptureProvider provider, GrowingChannel.Waiting waiting)
      throws IOException {
    Head head = generation.head();
    GrowingChannel channel =
        new GrowingChannel(generation.takeChannel(), head, head.isPacked(), waiting);
    CaptureReader reader = provider.open(CaptureSource.of(name, channel));
    channel.waitAtEnd();
    return new OpenCapture(name, generation, channel, reader);
  }

  /** Lends the next frame; false at the end, also of what can be read. */
  boolean next(Frame frame) {
    try {
      return reader.next(frame);
    } catch (IOException e) {
      failures.add(
          new CaptureDamage(name, channel.position(), "cannot be read on: " + e.getMessage()));
      return false;
    }
  }

  Generation generation() {
    return generation;
  }

  /** Its file has been replaced by a copy that may have grown. */
  void moveTo(Path copy) {
    try {
      if (channel.hasMovedTo(FileChannel.open(copy))) {
        generation.adopt();
      }
    } catch (IOException e) {
      // gone again
    }
  }

  /** Reading is broken off here: that the capture ends in the middle is no damage of it. */
  void breakOff() {
    soundDamages = reader.info().files().get(0).damages().size();
  }

  CaptureFile info() {
    CaptureFile file = reader.info().files().get(0);
    List<CaptureDamage> damages = new ArrayList<>(file.damages());
    if (soundDamages < damages.size()) {
      damages.subList(soundDamages, damages.size()).clear();
    }
    damages.addAll(failures);
    return new CaptureFile(name, file.format(), file.frames(), file.interfaces(), damages);
  }

  /** Octets of the medium that were read. */
  long position() {
    return reader.position();
  }

  /** Octets that are written but not read. */
  long behind() {
    try {
      return channel.behind();
    } catch (IOException e) {
      return 0; // nobody knows
    }
  }

  /**
   * Closes it, and says what is lost of it: it was made anew before its end was seen, or cannot be
   * read on.
   *
   * @param isRound whether it is made anew only when all others of its ring were
   */
  void close(LossLog losses, boolean isRound) throws IOException {
    long left = Math.max(0, generation.size() - channel.position());
    boolean isCut = isRound || channel.position() > reader.position();
    if (channel.isOverwritten() && (left > 0 || isCut) || !failures.isEmpty()) {
      losses.add(name, left, 0);
    }
    generation.read(Math.max(left + channel.position(), channel.position() + channel.behind()));
    reader.close();
  }
}
