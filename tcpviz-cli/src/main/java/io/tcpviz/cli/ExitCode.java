// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

/**
 * What the exit status of the program says. It tells of the analysis: whoever closes standard
 * output before everything is printed, as {@code head} does, changes neither the files nor the
 * status.
 */
enum ExitCode {
  /** Done, whatever was found. */
  DONE(0),
  /** A bug, or results that could not be written. */
  INTERNAL_ERROR(1),
  /** The arguments or a variable cannot be followed. */
  WRONG_USAGE(2),
  /**
   * An input cannot be read, or is not what the command reads; others were analysed all the same.
   */
  UNREADABLE_INPUT(3),
  /** Done, but the input was damaged or cut; everything readable was analysed. */
  DAMAGED_INPUT(4),
  /** Ended early by SIGINT, after a clean flush. On SIGTERM the virtual machine makes it 143. */
  INTERRUPTED(130);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The number that the process ends with. */
  int status() {
    return status;
  }
}
