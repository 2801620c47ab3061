// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;

/** A picture of a page, and plain questions about it. */
public final class Picture {
  private final BufferedImage image;

  private Picture(BufferedImage image) {
    this.image = image;
  }

  /**
   * Decodes a PNG.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Picture of(byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      if (image == null) {
        throw new IllegalArgumentException("no picture in " + png.length + " octets");
      }
      return new Picture(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Picture of(byte[] png, Path file) {
    try {
      Files.write(file, png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(png);
  }

  /** Pixels. */
  public int width() {
    return image.getWidth();
  }

  /** Pixels. */
  public int height() {
    return image.getHeight();
  }

  /** How many different colours it has: few where nothing was drawn. */
  public int colours() {
    Set<Integer> seen = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        seen.add(image.getRGB(x, y));
      }
    }
    return seen.size();
  }

  /** The mean lightness of all pixels: 0 for black, 255 for white. */
  public int lightness() {
    long sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int colour = image.getRGB(x, y);
        sum += (colour >> 16 & 255) + (colour >> 8 & 255) + (colour & 255);
      }
    }
    return Math.toIntExact(sum / 3 / image.getWidth() / image.getHeight());
  }
}
