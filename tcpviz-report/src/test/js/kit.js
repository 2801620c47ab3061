// SPDX-License-Identifier: Apache-2.0
// What a test of the page's scripts needs: `test`, `equal`, `close` and `throws`.
"use strict";

const kit = (() => {
  const tests = [];

  /** Declares a test: a sentence, and a function (also an async one) that throws where it fails. */
  function test(sentence, body) {
    tests.push({ sentence, body });
  }

  /** A value as text, in which values that are equal are the same. */
  function shown(value) {
    if (typeof value === "bigint") {
      return value + "n";
    }
    if (typeof value !== "object" || value === null) {
      return typeof value === "string" ? JSON.stringify(value) : String(value);
    }
    if (value instanceof Map) {
      return "Map" + shown([...value]);
    }
    if (value instanceof Set) {
      return "Set" + shown([...value]);
    }
    if (Array.isArray(value) || ArrayBuffer.isView(value)) {
      return "[" + Array.from(value, shown).join(", ") + "]";
    }
    if (value instanceof Node) {
      return value.nodeType === Node.ELEMENT_NODE ? value.outerHTML : shown(value.textContent);
    }
    const fields = Object.keys(value).sort();
    return "{" + fields.map((name) => name + ": " + shown(value[name])).join(", ") + "}";
  }

  /** The same value, all the way down; an array and a typed array of the same numbers are equal. */
  function equal(actual, expected) {
    if (shown(actual) !== shown(expected)) {
      throw new Error("expected " + shown(expected) + "\n but was " + shown(actual));
    }
  }

  /** Numbers, or arrays of numbers, that differ by no more than `within`. */
  function close(actual, expected, within = 1e-9) {
    const pairs = [[actual].flat(), [expected].flat()].map((list) =>
      list.flatMap((each) => (ArrayBuffer.isView(each) ? [...each] : [each])),
    );
    const far = (value, i) => !(Math.abs(value - pairs[1][i]) <= within);
    if (pairs[0].length !== pairs[1].length || pairs[0].some(far)) {
      throw new Error(
        "expected " + shown(expected) + " within " + within + "\n but was " + shown(actual),
      );
    }
  }

  /** A function that throws; where `pattern` is given, an error whose message it finds. */
  function throws(body, pattern = /(?:)/) {
    let said = null;
    try {
      body();
    } catch (error) {
      said = error.message;
    }
    if (said === null || !pattern.test(said)) {
      throw new Error("expected an error " + pattern + "\n but was " + shown(said));
    }
  }

  /** The message of an error, and the lines of the page's scripts and of the test that led to it. */
  const told = (error) =>
    String((error && error.stack) || error)
      .split("\n")
      .filter((line) => !/^ {4}at /.test(line) || (/\.js:/.test(line) && !/kit\.js:/.test(line)))
      .join("\n");

  /** Runs one test: null where it passed, else what it threw. */
  async function run(index) {
    try {
      await tests[index].body();
      return null;
    } catch (error) {
      return told(error);
    }
  }

  return { test, equal, close, throws, run, sentences: () => tests.map((each) => each.sentence) };
})();

const { test, equal, close, throws } = kit;
