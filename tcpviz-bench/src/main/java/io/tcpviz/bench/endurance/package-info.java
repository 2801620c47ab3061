// SPDX-License-Identifier: Apache-2.0
/** An analysis that runs for days of capture time, watched from outside. */
package io.tcpviz.bench.endurance;
