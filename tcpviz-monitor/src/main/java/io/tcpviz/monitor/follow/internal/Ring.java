// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.follow.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureProvider;
import io.tcpviz.monitor.follow.FollowedCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The captures among the files of a target: which have been begun, which wait for it, in which
 * order, and which were gone before. Files that are no captures, or hold no frame yet, stand aside.
 */
final class Ring {
  /** The next captures are kept open while they wait, so that nobody can delete them. */
  static final int MOST_OPEN = 64;

  private final Target target;
  private final LossLog losses;
  private final Sightings sightings;
  private final Map<Generation.Identity, Generation> known = new LinkedHashMap<>();
  private final TreeSet<Generation> waiting = new TreeSet<>();
  private @Nullable Generation begun;
  private final Set<String> names = new HashSet<>(); // at the last look
  private long forgottenNanos = Long.MIN_VALUE;
  private int lostSinceBegun;
  private int looks;

  Ring(Target target, CaptureProvider provider, LossLog losses) {
    this.target = target;
    this.losses = losses;
    sightings = new Sightings(provider);
  }

  /** Looks at all files. What cannot be read is refused, not thrown. */
  void look() {
    looks++;
    Map<Generation.Identity, Generation> found = new LinkedHashMap<>();
    sightings.begin();
    try {
      List<Path> paths = knownFirst(target.list());
      names.clear();
      for (Path path : paths) {
        names.add(name(path));
        meet(path, found);
      }
      if (begun != null && !begun.isSeenIn(looks)) {
        meetBetween(begun, found);
      }
    } catch (IOException e) {
      sightings.refuse(target.toString(), Sightings.reason(e));
    }
    found.values().forEach(this::add);
    dropVanished();
    openAhead();
    forget();
  }

  /** Passes over all that wait but the newest. */
  void keepNewest() {
    while (waiting.size() > 1) {
      remove(waiting.first());
    }
  }

  /** Whether there is a capture to go on with. */
  boolean hasNext() {
    return !waiting.isEmpty();
  }

  /** The next capture, its file open; null if there is none any more. */
  @Nullable
  Generation next() {
    while (!waiting.isEmpty()) {
      Generation next = waiting.first();
      waiting.remove(next);
      if (next.open()) {
        missBetween(begun, next);
        begun = next;
        lostSinceBegun = 0;
        return next;
      }
      lose(next.path().toString(), next.size(), 1);
    }
    return null;
  }

  /** Whether a file that was made anew while it was read was overtaken by the others. */
  boolean isRound(Generation generation) {
    return Numbering.isRound(name(generation.path()), names);
  }

  /** Says how many files were never seen. */
  private void missBetween(@Nullable Generation last, Generation next) {
    if (last != null) {
      String name = name(last.path());
      int files = Numbering.missing(name, name(next.path()), names) - lostSinceBegun;
      if (files > 0) {
        losses.add(last.path().resolveSibling(Numbering.firstMissing(name)).toString(), 0, files);
      }
    }
  }

  private void lose(String file, long octets, int files) {
    losses.add(file, octets, files);
    lostSinceBegun += files;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** Where a capture stood at the last look; null if it was not seen. */
  @Nullable
  Path place(Generation generation) {
    return generation.isSeenIn(looks) ? generation.path() : null;
  }

  /** Octets of the captures that wait, as of the last look. */
  long octetsWaiting() {
    return waiting.stream().mapToLong(Generation::size).sum();
  }

  /** Files that were refused since the last call, and why. */
  List<CaptureDamage> takeRefusals() {
    return sightings.takeRefusals();
  }

  /** Closes the files that wait. */
  void close() {
    waiting.forEach(Generation::close);
  }

  private void meet(Path path, Map<Generation.Identity, Generation> found) {
    Sighting sighting = sightings.look(path, target.isMeant(path));
    if (sighting == null || !sighting.head().isReadable()) {
      return;
    }
    Generation.Identity identity = Generation.identityApart(sighting);
    Generation generation = known.getOrDefault(identity, found.get(identity));
    if (generation == null) {
      Generation.Identity usual = Generation.identity(sighting);
      Generation alike = known.getOrDefault(usual, found.get(usual));
      if (alike == null || !isBeside(alike, path, sighting)) {
        identity = usual;
        generation = alike;
      }
    }
    if (generation != null) {
      generation.seen(path, sighting, looks);
      long late = generation.takeLate();
      if (late > 0) {
        losses.add(path.toString(), late, 0); // its turn is over
      }
    } else {
      found.put(identity, new Generation(identity, path, sighting, looks));
    }
  }

  /** Those first where a capture stood at the last look, so that it is found there again. */
  private List<Path> knownFirst(List<Path> paths) {
    Set<Path> places = new HashSet<>();
    for (Generation generation : known.values()) {
      if (generation.isSeenIn(looks - 1)) {
        places.add(generation.path());
      }
    }
    List<Path> ordered = new ArrayList<>(paths);
    ordered.sort(Comparator.comparing(path -> !places.contains(path))); // else in their order
    return ordered;
  }

  /** Whether a file holds something else than the capture beside it that begins alike. */
  private boolean isBeside(Generation generation, Path path, Sighting sighting) {
    return generation.isSeenIn(looks)
        && !generation.path().equals(path)
        && sighting.key() != null
        && !generation.head().isPacked()
        && !sighting.head().isPacked()
        && Beginnings.differ(generation.path(), path);
  }

  /** Adds those of the target's siblings that lie between what was read and what was found. */
  private void meetBetween(Generation last, Map<Generation.Identity, Generation> found)
      throws IOException {
    Generation newest = found.isEmpty() ? null : new TreeSet<>(found.values()).last();
    Map<Generation.Identity, Generation> siblings = new LinkedHashMap<>();
    for (Path sibling : target.siblings(newest != null)) {
      meet(sibling, siblings);
    }
    for (Generation sibling : siblings.values()) {
      if (sibling.compareTo(last) > 0 && (newest == null || sibling.compareTo(newest) < 0)) {
        found.putIfAbsent(sibling.identity(), sibling);
      }
    }
  }

  private void add(Generation generation) {
    known.put(generation.identity(), generation);
    if (generation.identity().firstNanos() > forgottenNanos) {
      waiting.add(generation);
    } else {
      sightings.refuse(
          generation.path().toString(), "older than what is remembered; it may have been read");
    }
  }

  private void dropVanished() {
    String first = "";
    long octets = 0;
    int files = 0;
    for (Generation generation : List.copyOf(waiting)) {
      if (!generation.isSeenIn(looks) && !generation.isThere()) {
        first = files == 0 ? generation.path().toString() : first;
        octets += generation.size();
        files++;
        remove(generation);
      }
    }
    if (files > 0) {
      lose(first, octets, files);
    }
  }

  private void remove(Generation generation) {
    waiting.remove(generation);
    generation.close();
  }

  private void openAhead() {
    int open = 0;
    for (Generation generation : waiting) {
      if (open == MOST_OPEN) {
        generation.close();
      } else if (generation.open()) {
        open++;
      }
    }
  }

  /** Forgets captures that were read and are no longer there, if there are many. */
  private void forget() {
    Iterator<Generation> eldest = known.values().iterator();
    int left = known.size() - FollowedCapture.KNOWN_FILES;
    while (left > 0 && eldest.hasNext()) {
      Generation generation = eldest.next();
      if (!generation.isSeenIn(looks)
          && !generation.equals(begun)
          && !waiting.contains(generation)) {
        eldest.remove();
        forgottenNanos = Math.max(forgottenNanos, generation.identity().firstNanos());
        left--;
      }
    }
  }
}
