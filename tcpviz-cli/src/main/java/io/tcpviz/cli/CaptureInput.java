// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.capture.CaptureSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One capture that the user named.
 *
 * @param source where its octets come from
 * @param size how many they are, -1 where only the end will tell
 */
record CaptureInput(CaptureSource source, long size) {
  /** The name that stands for standard input. */
  static final String STANDARD_INPUT = "-";

  private static final long UNKNOWN_SIZE = -1;

  /** What Java makes of octets that are no letters: the name is lost. */
  private static final char REPLACED = '\ufffd';

  /** The captures of the given names; a name that cannot be read fails here, before any work. */
  static List<CaptureInput> of(List<String> names, Host host) throws Failure {
    if (Collections.frequency(names, STANDARD_INPUT) > 1) {
      throw Failure.usage("standard input can be read only once");
    }
    List<CaptureInput> inputs = new ArrayList<>();
    for (String name : names) {
      inputs.add(
          name.equals(STANDARD_INPUT)
              ? new CaptureInput(CaptureSource.of("stdin", host.in()), UNKNOWN_SIZE)
              : ofFile(file(name), host.stop()));
    }
    return inputs;
  }

  /** The file of the given name. */
  static Path file(String name) throws Failure {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      boolean isForeign = name.chars().anyMatch(c -> c > 0x7F);
      throw Failure.input(
          name,
          isForeign
              ? "a name that this locale has no letters for; try it with LC_ALL=C.UTF-8"
              : "not a file name");
    }
  }

  /** The size of all together, -1 if one of them is not known. */
  static long totalSize(List<CaptureInput> inputs) {
    long total = 0;
    for (CaptureInput input : inputs) {
      if (input.size == UNKNOWN_SIZE) {
        return UNKNOWN_SIZE;
      }
      total += input.size;
    }
    return total;
  }

  private static CaptureInput ofFile(Path file, StopSignal stop) throws Failure {
    if (Files.isDirectory(file)) {
      throw Failure.input(file.toString(), "is a directory, not a capture");
    }
    if (file.toString().indexOf(REPLACED) >= 0 && Files.notExists(file)) {
      String remedy = "no such file; if its name is not UTF-8, give it as: tcpviz ... - < FILE";
      throw Failure.input(file.toString(), remedy);
    }
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) { // a named pipe or a device
        InterruptibleInput stream = new InterruptibleInput(FileChannel.open(file), stop);
        return new CaptureInput(CaptureSource.of(file.toString(), stream), UNKNOWN_SIZE);
      }
      return new CaptureInput(CaptureSource.of(file), Files.size(file));
    } catch (IOException e) {
      throw Failure.input(file.toString(), e);
    }
  }
}
