// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j.net;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.tcpviz.core.Nullable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network namespace: interfaces, addresses and sockets of its own, gone when it is closed. A
 * namespace is entered by threads, so sockets and captures of this process can live in it.
 */
public final class Namespace implements AutoCloseable {
  private static final AtomicInteger MADE = new AtomicInteger();
  private static final int CLONE_NEWNET = 0x4000_0000;

  private final String name;

  private Namespace(String name) {
    this.name = name;
  }

  private interface LibC extends Library {
    LibC INSTANCE = Native.load("c", LibC.class);

    int open(String path, int flags);

    int setns(int descriptor, int kind);

    int close(int descriptor);
  }

  /** Why no namespaces can be made here; null if they can. */
  public static @Nullable String problem() {
    try (Namespace probe = create();
        Namespace other = create()) {
      probe.link("probe0", other, "probe1");
      return null;
    } catch (IOException | RuntimeException e) {
      return "no networks of our own can be made here (" + e.getMessage() + ")";
    }
  }

  /** A new one, in which there is nothing but a loopback interface. */
  public static Namespace create() throws IOException {
    String name = "tcpviz-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
    run(List.of("ip", "netns", "add", name));
    Namespace made = new Namespace(name);
    made.ip("link", "set", "lo", "up");
    return made;
  }

  /** Joins an interface of this namespace with one of another by a cable, and raises both. */
  public void link(String here, Namespace other, String there) throws IOException {
    ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", other.name);
    ip("link", "set", here, "up");
    other.ip("link", "set", there, "up");
  }

  /** Runs ip(8) in here. */
  public void ip(String... arguments) throws IOException {
    run(list(List.of("ip", "-n", name), arguments));
  }

  /** Runs a program in here to its end. */
  public void execute(String... command) throws IOException {
    run(command(command));
  }

  /** How to run a program in here. */
  public List<String> command(String... command) {
    return list(List.of("ip", "netns", "exec", name), command);
  }

  /** Begins a task in a thread in here. */
  public <T> FutureTask<T> begin(Callable<T> task) {
    FutureTask<T> future =
        new FutureTask<>(
            () -> {
              enter();
              return task.call();
            });
    Thread thread = new Thread(future, name);
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  /** Does a task in a thread in here. */
  public <T> T inside(Callable<T> task) throws Exception {
    try {
      return begin(task).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error failed) {
        throw failed;
      }
      throw e.getCause() instanceof Exception failed ? failed : e;
    }
  }

  @Override
  public void close() throws IOException {
    run(List.of("ip", "netns", "delete", name));
  }

  private void enter() throws IOException {
    int descriptor = LibC.INSTANCE.open("/run/netns/" + name, 0);
    int failed = descriptor < 0 ? descriptor : LibC.INSTANCE.setns(descriptor, CLONE_NEWNET);
    LibC.INSTANCE.close(descriptor);
    if (failed != 0) {
      throw new IOException("cannot enter " + name);
    }
  }

  private static List<String> list(List<String> first, String... then) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(then));
    return all;
  }

  private static void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
