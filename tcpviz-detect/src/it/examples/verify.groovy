// SPDX-License-Identifier: Apache-2.0
// Runs after the example has been built and run. "examples" is where it was built.

def tree = new File(examples, "embed/target/tree.txt").readLines().drop(1)
assert tree.size() == 3 : "unexpected dependency tree: " + tree
def foreign = tree.findAll { !(it ==~ /[ |+\\-]*io\.tcpviz:.*/) }
assert foreign.isEmpty() : "a user of tcpviz-detect gets third-party jars: " + foreign

def output = new File(examples, "embed/target/output.txt").readLines()
assert output.contains("retransmission 1") : "the example printed: " + output
