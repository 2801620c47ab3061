// SPDX-License-Identifier: Apache-2.0
"use strict";

const lines = (rows) => csv.pieces(["a", "b"], rows, (row) => row).join("");

test("a table begins with its names, and nothing stands for what is not known", () => {
  equal(lines([[1, null], [undefined, false]]), "a,b\r\n1,\r\n,false\r\n");
});

test("separators, quotes and line ends stay within their cell", () => {
  equal(lines([['say "a, b"', "two\r\nlines"]]), 'a,b\r\n"say ""a, b""","two\r\nlines"\r\n');
});

test("no text becomes a formula, and negative numbers stay numbers", () => {
  equal(lines([["=cmd|' /C calc'!A0", "@x"]]), "a,b\r\n'=cmd|' /C calc'!A0,'@x\r\n");
  equal(lines([[-5, "+1"]]), "a,b\r\n-5,'+1\r\n");
});

test("a large table comes in several pieces, none of whose rows is lost", () => {
  const rows = Array.from({ length: 12345 }, (_, i) => [i, "x"]);
  const pieces = csv.pieces(["a", "b"], rows, (row) => row);

  equal(pieces.length > 2, true);
  equal(pieces.join("").split("\r\n").length, rows.length + 2);
});

test("a table that is made patiently is the same", async () => {
  const rows = Array.from({ length: 12345 }, (_, i) => [i, "x,y"]);
  const blobs = await csv.patiently(["a", "b"], rows, (row) => row);

  equal(await new Blob(blobs).text(), lines(rows));
});
