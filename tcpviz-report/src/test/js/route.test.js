// SPDX-License-Identifier: Apache-2.0
"use strict";

/** What is read from an address. */
function readAt(hash) {
  history.replaceState(null, "", location.pathname + location.search + hash);
  const { view, params } = route.read();
  return [view, ...params.entries()];
}

test("an address names a view and what is shown in it", () => {
  equal(readAt("#connection=12&frame=345"), ["connection", ["connection", "12"], ["frame", "345"]]);
  equal(readAt("#timeline&t=1-2"), ["timeline", ["timeline", ""], ["t", "1-2"]]);
});

test("the page as a whole has no view, nor have places within it", () => {
  equal([readAt(""), readAt("#main"), readAt("#findings")], [[""], [""], [""]]);
});

test("values are written so that they can be read again, empty ones are left out", () => {
  const hash = route.hash("connection", { connection: "3", file: "a&b=c d#é.pcap", t: "" });
  equal(readAt(hash), ["connection", ["connection", "3"], ["file", "a&b=c d#é.pcap"]]);
  equal([route.hash(""), route.hash("timeline", { q: "x" })], ["", "#timeline&q=x"]);
});

test("going somewhere tells those who listen, replacing the address does not", () => {
  const told = [];
  route.on(({ view }) => told.push(view));
  route.replace("timeline", {});
  equal(told, []);
  route.go("connection", { connection: "1" });
  equal([told, location.hash], [["connection"], "#connection=1"]);
});
