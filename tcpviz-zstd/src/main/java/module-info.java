// SPDX-License-Identifier: Apache-2.0
/** Unpacks captures that are compressed with zstd, through the library of its authors. */
module io.tcpviz.zstd {
  requires transitive io.tcpviz.core;
  requires com.github.luben.zstd_jni;

  exports io.tcpviz.zstd;

  provides io.tcpviz.core.capture.Decompressor with
      io.tcpviz.zstd.ZstdDecompressor;
}
