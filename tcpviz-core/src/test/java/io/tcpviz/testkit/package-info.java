// SPDX-License-Identifier: Apache-2.0
/** What the tests of all modules build their input from. */
package io.tcpviz.testkit;
