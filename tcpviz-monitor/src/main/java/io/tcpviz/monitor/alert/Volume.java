// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.alert;

import io.tcpviz.core.Nullable;

/**
 * What a rule wants to know of all traffic, and not of events alone.
 *
 * @param share what 100 % is; null where amounts are compared as they are
 * @param least from how much traffic on the rule holds at all
 * @param leastOf of what
 */
record Volume(@Nullable Base share, double least, Base leastOf) {
  /** Events alone count. */
  static final Volume NONE = new Volume(null, 0, Base.SEGMENTS);

  boolean isAsked() {
    return share != null || least > 0;
  }

  /** What is compared with the limits: {@code amount}, or how many per cent that is. */
  double value(double amount, TrafficWindow traffic) {
    if (leastOf.of(traffic) < least) {
      return 0;
    }
    if (share == null) {
      return amount;
    }
    double all = share.of(traffic);
    return all > 0 ? 100 * amount / all : 0;
  }
}
