// SPDX-License-Identifier: Apache-2.0
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites the class files of one package of a jar in the format of Java 8, in place.
 *
 * <p>picocli comes as Java 5 class files, of before stack maps. The virtual machine verifies those
 * in a slow way of their own and takes none into an archive of class-data sharing; JDK 17 even
 * crashes when it archives lambdas that implement their interfaces. That is a third of the time
 * that tcpviz takes to start. The code stays as it is: only stack maps are added.
 */
final class ModernClasses {
  private ModernClasses() {}

  /** Takes the jar and the package, as a path with a slash behind it. */
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
    int count = 0;
    try (ZipFile in = new ZipFile(jar.toFile());
        URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        ZipOutputStream out = new ZipOutputStream(rewritten)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] octets = in.getInputStream(entry).readAllBytes();
        if (entry.getName().startsWith(args[1]) && entry.getName().endsWith(".class")) {
          octets = modern(octets, classes);
          count++;
        }
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTime(entry.getTime());
        out.putNextEntry(same);
        out.write(octets);
        out.closeEntry();
      }
    }
    if (count == 0) {
      throw new IOException(jar + ": no class in " + args[1]);
    }
    Files.write(jar, rewritten.toByteArray());
  }

  private static byte[] modern(byte[] octets, ClassLoader classes) {
    ClassReader reader = new ClassReader(octets);
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return classes;
          }
        };
    ClassVisitor newer =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version, int access, String name, String signature, String base, String[] types) {
            super.visit(Opcodes.V1_8, access, name, signature, base, types);
          }
        };
    reader.accept(newer, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
