// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.capture.CaptureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An end of a command that is no bug: one line for the user, and the exit code. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  private Failure(ExitCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** An input that is not usable. */
  static Failure input(String name, String reason) {
    return new Failure(ExitCode.UNREADABLE_INPUT, name + ": " + reason, null);
  }

  /** An input that cannot be read; {@code name} stands for it unless the cause knows better. */
  static Failure input(String name, IOException cause) {
    if (cause instanceof CaptureException broken) {
      String text = String.valueOf(broken.getMessage());
      return new Failure(ExitCode.UNREADABLE_INPUT, text, cause);
    }
    return new Failure(ExitCode.UNREADABLE_INPUT, describe(name, cause), cause);
  }

  /** Arguments that cannot be followed. */
  static Failure usage(String message) {
    return new Failure(ExitCode.WRONG_USAGE, message, null);
  }

  /** A place that takes no results. */
  static Failure unwritable(Path place, String reason) {
    return new Failure(ExitCode.INTERNAL_ERROR, "cannot write: " + place + ": " + reason, null);
  }

  /** Results that could not be written, at all or to their end. */
  static Failure writing(Path place, IOException cause) {
    return new Failure(
        ExitCode.INTERNAL_ERROR, "cannot write: " + describe(place.toString(), cause), cause);
  }

  /** A place that something cannot be served at. */
  static Failure unopened(String place, IOException cause) {
    return new Failure(ExitCode.INTERNAL_ERROR, place + ": " + cause.getMessage(), cause);
  }

  /** The exit code to end with. */
  ExitCode code() {
    return code;
  }

  private static String describe(String name, IOException cause) {
    if (!(cause instanceof FileSystemException failed)) {
      String message = String.valueOf(cause.getMessage());
      return message.startsWith(name + ": ") ? message : name + ": " + message;
    }
    String file = failed.getFile() == null ? name : failed.getFile();
    if (cause instanceof NoSuchFileException) {
      return file + ": no such file or directory";
    }
    if (cause instanceof AccessDeniedException) {
      return file + ": permission denied";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return file + ": is there and is no directory";
    }
    String reason = failed.getReason();
    return file + ": " + (reason == null ? cause.getClass().getSimpleName() : reason);
  }
}
