// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureProvider;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stood under each name at the last look; only what has changed is looked into again. */
final class Sightings {
  private final CaptureProvider provider;
  private final List<CaptureDamage> refusals = new ArrayList<>();
  private Map<Path, Sighting> earlier = new HashMap<>();
  private Map<Path, Sighting> present = new HashMap<>();

  Sightings(CaptureProvider provider) {
    this.provider = provider;
  }

  /** Begins a look. Names that are not looked at in it are forgotten with the next. */
  void begin() {
    Map<Path, Sighting> oldest = earlier;
    earlier = present;
    oldest.clear();
    present = oldest;
  }

  /**
   * Looks at a file.
   *
   * @param isMeant whether to say so if it is no capture
   * @return null if there is none that could be read
   */
  @Nullable
  Sighting look(Path path, boolean isMeant) {
    Sighting before = earlier.get(path);
    Sighting now = sight(path, before);
    if (now == null) {
      return null;
    }
    boolean isSaid = before != null && before.isSaid();
    if (now.head().state() == Head.State.FOREIGN && isMeant && !isSaid) {
      refuse(path.toString(), now.head().reason());
      isSaid = true;
    }
    present.put(path, now.said(isSaid));
    return now;
  }

  private @Nullable Sighting sight(Path path, @Nullable Sighting before) {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      return null; // it has just gone
    }
    if (!attributes.isRegularFile()) {
      return null;
    }
    if (before != null && before.isStill(attributes)) {
      return before;
    }
    try (FileChannel file = FileChannel.open(path)) {
      Head head = before == null ? null : before.head();
      if (head == null || !head.isReadable() || !head.isStill(file)) {
        head = Head.of(path.toString(), file, provider);
      }
      return Sighting.of(attributes, head);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      return Sighting.of(attributes, Head.foreign(reason(e)));
    }
  }

  /** Notes something that is not read, and why. */
  void refuse(String name, String reason) {
    refusals.add(new CaptureDamage(name, 0, reason));
  }

  /** What was refused since the last call. */
  List<CaptureDamage> takeRefusals() {
    List<CaptureDamage> taken = List.copyOf(refusals);
    refusals.clear();
    return taken;
  }

  static String reason(IOException failure) {
    return failure instanceof AccessDeniedException
        ? "permission denied"
        : "cannot be read: " + failure.getMessage();
  }
}
