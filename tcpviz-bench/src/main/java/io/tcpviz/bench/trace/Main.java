// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a trace into a file and prints what it holds. */
public final class Main {
  private static final String USAGE =
      """
      usage: java -jar tcpviz-bench.jar SHAPE FILE [OPTION VALUE]...

      SHAPE is bulk, many, mixed, million or syn-flood. The options change it:
        --packets N       packets; the connections become more or fewer with them
        --connections N   connections, over which the packets are spread
        --open N          connections open at the same time
        --anomalies P     percent of the data segments that are lost, overtaken or copied
        --snaplen N       octets kept of a frame
        --seed N          other addresses, sizes, times and losses
      """;

  private Main() {}

  /** Ends with status 2 on wrong usage, before anything is written, and 1 where writing fails. */
  public static void main(String[] args) {
    try {
      if (args.length < 2 || args.length % 2 != 0) {
        throw new IllegalArgumentException("a shape, a file and pairs of options are needed");
      }
      Shape shape = Shape.named(args[0]);
      for (int i = 2; i < args.length; i += 2) {
        change(shape, args[i], args[i + 1]);
      }
      try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
        System.out.println(Trace.write(shape, out));
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    } catch (IOException e) {
      System.err.println("cannot write " + args[1] + ": " + e);
      System.exit(1);
    }
  }

  private static void change(Shape shape, String option, String value) {
    switch (option) {
      case "--packets" -> shape.packets(whole(option, value, 1, Long.MAX_VALUE));
      case "--connections" -> shape.connections((int) whole(option, value, 1, Integer.MAX_VALUE));
      case "--open" -> shape.open((int) whole(option, value, 1, Integer.MAX_VALUE));
      case "--anomalies" -> shape.anomalies(percent(option, value) / 100);
      case "--snaplen" -> shape.snapLength((int) whole(option, value, 1, 1 << 18));
      case "--seed" -> shape.seed(whole(option, value, Long.MIN_VALUE, Long.MAX_VALUE));
      default -> throw new IllegalArgumentException("no option " + option);
    }
  }

  private static long whole(String option, String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) { // told below, like one out of range
    }
    throw new IllegalArgumentException(
        option + " takes a whole number from " + least + " to " + most + ", not " + value);
  }

  private static double percent(String option, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number >= 0 && number <= 100) {
        return number;
      }
    } catch (NumberFormatException e) { // told below, like one out of range
    }
    throw new IllegalArgumentException(option + " takes a number from 0 to 100, not " + value);
  }
}
