// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

/** The pages there are; they are made of the same pieces. */
public enum PageKind {
  /** All events over time. */
  TIMELINE("timeline", true),
  /** Figures per connection. */
  SUMMARY("summary", false),
  /** Everything. */
  REPORT("report", true),
  /** Everything, of a capture that goes on. */
  LIVE("live", true);

  private final String jsonName;
  private final boolean showsEvents;

  PageKind(String jsonName, boolean showsEvents) {
    this.jsonName = jsonName;
    this.showsEvents = showsEvents;
  }

  /** What the page's scripts call it. */
  String jsonName() {
    return jsonName;
  }

  /** Whether single events can be looked at. */
  boolean showsEvents() {
    return showsEvents;
  }
}
