// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureException;
import io.tcpviz.core.capture.CaptureFile;
import io.tcpviz.core.capture.CaptureInfo;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.monitor.follow.CaptureLoss;
import io.tcpviz.monitor.follow.FollowOptions;
import io.tcpviz.monitor.follow.FollowedCapture;
import io.tcpviz.monitor.follow.FollowedFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The captures of a ring as one, each read to its end. A capture is over when a later one holds a
 * frame and one more read of it, begun after that was seen, has brought nothing: whoever writes a
 * ring is done with a file before the next.
 */
public final class RingCapture implements FollowedCapture, GrowingChannel.Waiting {
  private final FollowOptions options;
  private final boolean isOneName;
  private final Ring ring;
  private final Changes changes;
  private final LossLog losses = new LossLog(() -> this.lastNanos);
  private final CaptureHistory history = new CaptureHistory();
  private final List<CaptureDamage> damages = new ArrayList<>();
  private final FollowedFiles files = new FollowedFiles();
  private @Nullable OpenCapture current;
  private boolean hasLooked;
  private boolean hasSuccessor;
  private boolean stopped;
  private int source;
  private long lastNanos = Long.MIN_VALUE;
  private long closedOctets;

  private RingCapture(Target target, boolean isOneName, FollowOptions options, IdleListener idle) {
    this.options = options;
    this.isOneName = isOneName;
    ring = new Ring(target, options.provider(), losses);
    changes = new Changes(target, options, idle);
  }

  /**
   * Begins to follow; see {@link io.tcpviz.monitor.follow.Follow#open}.
   *
   * @throws IOException if the target does not exist or cannot be opened
   */
  public static FollowedCapture open(String target, FollowOptions options, IdleListener idle)
      throws IOException {
    Path path = pathOf(target);
    boolean isThere = path != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    if (path == null || !isThere && FileSet.hasWildcards(target)) {
      return new RingCapture(FileSet.ofGlob(target), false, options, idle);
    }
    if (!isThere) {
      FileSet.checkDirectory(path.toAbsolutePath().getParent());
    }
    if (Files.isDirectory(path)) {
      return new RingCapture(FileSet.of(path), false, options, idle);
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return PipedCapture.open(target, options.provider(), () -> Files.newInputStream(path), idle);
    }
    if (Files.exists(path) && !Files.isReadable(path)) {
      throw new AccessDeniedException(target);
    }
    return new RingCapture(new NamedFile(path), !Files.isSymbolicLink(path), options, idle);
  }

  private static @Nullable Path pathOf(String target) {
    try {
      return Path.of(target);
    } catch (InvalidPathException e) {
      return null; // a glob, on systems whose names cannot hold wildcards
    }
  }

  @Override
  public boolean next(Frame frame) throws IOException {
    for (OpenCapture open = current(); open != null; open = current()) {
      if (open.next(frame)) {
        lastNanos = frame.timestampNanos();
        frame.setOrigin(lastNanos, frame.linkType(), frame.number(), source);
        return true;
      }
      finish();
    }
    return false;
  }

  @Override
  public void reads() {
    if (changes.isLookDue()) {
      look();
    }
  }

  @Override
  public boolean isToReadOn() {
    if (hasSuccessor) {
      return false;
    }
    hasSuccessor = ring.hasNext();
    if (!hasSuccessor && !changes.await()) {
      stop();
    }
    return !stopped;
  }

  /** The capture to be read, which may have to be waited for; null if nothing is to be read. */
  private @Nullable OpenCapture current() throws IOException {
    while (current == null && !stopped) {
      if (!ring.hasNext() || changes.isLookDue()) {
        look();
      }
      Generation next = ring.next();
      if (next != null) {
        open(next);
      } else {
        refuseForeign();
        if (!changes.await()) {
          stop();
        }
      }
    }
    return stopped ? null : current;
  }

  /** A single file that is no capture will hardly become one. */
  private void refuseForeign() throws CaptureException {
    List<CaptureFile> refused = history.with(null);
    if (isOneName && files.count() == 0 && !refused.isEmpty()) {
      CaptureDamage why = refused.get(0).damages().get(0);
      throw new CaptureException(why.source(), why.offset(), why.reason());
    }
  }

  private void open(Generation next) {
    String name = next.path().toString();
    try {
      current = OpenCapture.of(name, next, options.provider(), this);
      source = files.add(next.file(name));
      hasSuccessor = false;
      changes.reading(next.path());
    } catch (IOException e) {
      losses.add(name, next.size(), 1); // made anew since it was opened
    }
  }

  private void look() {
    changes.begin();
    ring.look();
    if (!hasLooked && options.newestOnly()) {
      ring.keepNewest();
    }
    hasLooked = true;
    for (CaptureDamage refusal : ring.takeRefusals()) {
      history.addRefused(refusal);
      damages.add(refusal);
    }
    OpenCapture open = current;
    Path place = open == null ? null : ring.place(open.generation());
    if (open != null && place != null && !open.generation().isOwnFile()) {
      open.moveTo(place);
    }
    changes.reading(place);
    changes.end();
  }

  private void stop() {
    stopped = true;
    if (current != null) {
      current.breakOff();
    }
  }

  private void finish() throws IOException {
    OpenCapture over = current;
    if (over != null && !stopped) {
      current = null;
      CaptureFile file = over.info();
      history.add(file);
      damages.addAll(file.damages());
      closedOctets += over.position();
      over.close(losses, ring.isRound(over.generation()));
    }
  }

  @Override
  public CaptureInfo info() {
    CaptureFile last = current == null ? null : current.info();
    return new CaptureInfo(options.provider().name(), history.with(last));
  }

  @Override
  public long position() {
    return closedOctets + (current == null ? 0 : current.position());
  }

  @Override
  public String fileName(int number) {
    FollowedFile file = files.of(number);
    return file == null ? "" : file.name();
  }

  @Override
  public @Nullable FollowedFile file(int number) {
    return files.of(number);
  }

  @Override
  public boolean hasManyFiles() {
    return !isOneName || files.count() > 1;
  }

  @Override
  public long octetsBehind() {
    return ring.octetsWaiting() + (current == null ? 0 : current.behind());
  }

  @Override
  public List<CaptureLoss> losses() {
    return losses.take();
  }

  @Override
  public List<CaptureDamage> damages() {
    List<CaptureDamage> taken = List.copyOf(damages);
    damages.clear();
    return taken;
  }

  @Override
  public void close() throws IOException {
    changes.close();
    ring.close();
    OpenCapture open = current;
    if (open != null) {
      current = null;
      history.add(open.info());
      closedOctets += open.position();
      open.close(losses, false);
    }
  }
}
