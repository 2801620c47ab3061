// SPDX-License-Identifier: Apache-2.0
"use strict";

const sorted = (keys, ascending) =>
  sorting.order(
    Uint32Array.from(keys, (_, row) => row),
    (row) => keys[row],
    ascending,
  );

test("rows are ordered by number, either way", () => {
  equal(sorted([3, 1, 2], true), [1, 2, 0]);
  equal(sorted([3, 1, 2], false), [0, 2, 1]);
});

test("what is not known comes last, whichever way", () => {
  equal(sorted([null, 5, NaN, 7, undefined], true), [1, 3, 0, 2, 4]);
  equal(sorted([null, 5, NaN, 7, undefined], false), [3, 1, 0, 2, 4]);
  equal(sorted(["", "b", "a"], false), [1, 2, 0]);
});

test("equal rows stay as they stand in the page, whichever way", () => {
  equal(sorted([1, 0, 1, 0], true), [1, 3, 0, 2]);
  equal(sorted([1, 0, 1, 0], false), [0, 2, 1, 3]);
});

test("numbers within texts count as numbers", () => {
  equal(sorted(["10.0.0.10:80", "10.0.0.9:443", "10.0.0.9:80"], true), [2, 1, 0]);
});

test("only the rows that are given are ordered", () => {
  equal(
    sorting.order(Uint32Array.of(4, 2), (row) => row, true),
    [2, 4],
  );
  equal(
    sorting.order(new Uint32Array(0), () => 0, true),
    [],
  );
});

test("larger numbers than 32 bits keep their order", () => {
  equal(sorted([2 ** 52, 2 ** 52 - 1, -1], true), [2, 1, 0]);
});
