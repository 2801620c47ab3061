// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.browser.Browser;
import io.tcpviz.report.browser.InBrowser;
import io.tcpviz.testkit.CapturedPacket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of a monitor that runs, while packets are written. */
@InBrowser
class LivePageInBrowserTest {
  private static final Path SAMPLE = Path.of("..", "samples", "slow-readers.pcap");
  private static final String LIVE = "document.querySelector('.pulse').textContent === 'Live'";
  private static final String PAUSED =
      "document.querySelector('.pulse').textContent.startsWith('Paused')";

  private static List<CapturedPacket> packets;

  private LiveRig rig;

  @BeforeAll
  static void read() throws IOException {
    packets = LiveRig.packets(SAMPLE);
  }

  @BeforeEach
  void begin() throws IOException {
    rig = new LiveRig(HttpAddress.parse(":0"), "");
  }

  @AfterEach
  void end(Browser browser) throws IOException {
    browser.driver().get("about:blank"); // else the page complains that its server is gone
    rig.close();
  }

  private void writeFirst() throws IOException {
    rig.write(packets.subList(0, 1_500));
  }

  private void writeRest() throws IOException {
    rig.write(packets.subList(1_500, packets.size()));
  }

  private static void awaitEvents(Browser browser) {
    browser.await("session.total > 20");
  }

  private static long events(Browser browser) {
    return Long.parseLong(browser.value("session.total"));
  }

  @Test
  void everythingAppearsWithoutAReload(Browser browser) throws IOException {
    browser.openServed(rig.page().url());
    browser.run("window.stays = true");
    assertEquals("0", browser.value("session.total"));
    writeFirst();
    awaitEvents(browser);
    browser.await("document.querySelectorAll('#connections tr[data-row]').length === 6");
    long before = events(browser);

    writeRest();
    browser.await("session.total > arguments[0] + 20", before);
    browser.await("document.querySelectorAll('#alerts .alert').length > 0");
    browser.await("document.querySelector('.badge').textContent !== '0'");
    assertEquals("true", browser.value("window.stays"));
    assertTrue(browser.driver().getTitle().endsWith("a rig · tcpviz live"));
    assertTrue(browser.driver().getTitle().matches("(Warning|Critical) · .*"));
  }

  @Test
  void theEndIsToldAndEqualsTheReport(Browser browser) throws Exception {
    browser.openServed(rig.page().url());
    writeFirst();
    awaitEvents(browser);
    writeRest();
    rig.end();

    browser.await("session.live.status.ended");
    assertTrue(browser.text(".pulse-line").startsWith("The monitor has ended"));
    browser.await("session.total === 127"); // as a report of this capture says
    assertEquals("3407", browser.value("session.summary.tcp_packets"));
    assertEquals("6", browser.value("session.connections.rows"));
    assertEquals(
        browser.value("String(session.findings.length)"),
        String.valueOf(browser.count("#findings .finding")));
    assertTrue(browser.count("#findings .finding") > 2);
  }

  @Test
  void aReloadKeepsAll(Browser browser) throws Exception {
    browser.openServed(rig.page().url());
    writeFirst();
    writeRest();
    rig.end();
    browser.await("session.live.status.ended && session.total === 127");
    List<String> findings = browser.texts("#findings .sentence");
    List<String> alerts = browser.texts("#alerts .alert-what");

    browser.openServed(rig.page().url()); // maybe as it was a moment ago, to be caught up with
    browser.await("session.live.status.ended && session.total === 127");
    assertEquals(findings, browser.texts("#findings .sentence"));
    assertEquals(alerts, browser.texts("#alerts .alert-what"));
  }

  @Test
  void whileItIsPausedThePageStandsStillAndSaysWhatWaits(Browser browser) throws IOException {
    browser.openServed(rig.page().url());
    writeFirst();
    awaitEvents(browser);
    browser.click(".pulse").await(PAUSED);
    long before = events(browser);
    writeRest();
    browser.await("/· \\d+/.test(document.querySelector('.pulse').textContent)");
    assertEquals(before, events(browser));

    browser.click(".pulse");
    browser.await("session.total > arguments[0]", before).await(LIVE);
  }

  @Test
  void aConnectionThatIsLookedAtStandsStill(Browser browser) throws IOException {
    browser.openServed(rig.page().url());
    writeFirst();
    awaitEvents(browser);
    browser.run("route.go('connection', { connection: '3' })");
    browser.await("document.querySelector('.connection h2')").await(PAUSED);
    assertTrue(browser.text(".connection .why").contains("second reading"));
    long before = events(browser);
    writeRest();
    browser.await("/· \\d+/.test(document.querySelector('.pulse').textContent)");
    assertEquals(before, events(browser));

    browser.click(".pulse");
    browser.await("session.total > arguments[0]", before);
    assertEquals("3", browser.value("route.read().params.get('connection')"));
    browser.run("route.go('')");
    browser.await(LIVE);
    browser.await(
        "document.querySelector('.timeline > .status').textContent"
            + ".startsWith(session.total + ' events')");
  }

  @Test
  void aChosenStretchStaysAndTheEndIsFollowed(Browser browser) throws IOException {
    browser.openServed(rig.page().url());
    writeFirst();
    awaitEvents(browser);
    browser.await("session.summary.tcp_packets === 1500"); // from here on it is known when it began
    browser.run(
        "const f = document.querySelector('[aria-label=\"What the timeline follows\"]');"
            + "f.value = '60'; f.dispatchEvent(new Event('change'))");
    browser.find(".timeline [aria-label='Zoom in']").click();
    assertEquals(
        "still",
        browser.value(
            "document.querySelector('[aria-label=\"What the timeline follows\"]').value"));
    String stretch = "document.querySelectorAll('.edge')[0].getAttribute('aria-valuetext')";
    String before = browser.value(stretch);
    long events = events(browser);
    writeRest();
    browser.await("session.total > arguments[0] + 20", events);
    browser.frames(2);
    assertEquals(before, browser.value(stretch));
  }

  @Test
  void filtersFocusAndScrollStay(Browser browser) throws IOException {
    browser.openServed(rig.page().url());
    writeFirst();
    awaitEvents(browser);
    browser.run(
        "const field = document.querySelector('#connections input');"
            + "field.value = '5001'; field.dispatchEvent(new Event('input')); ");
    browser.await("document.querySelectorAll('#connections tr[data-row]').length === 3");
    browser.run("document.querySelector('#connections .open').focus()");
    String focused = "document.activeElement.closest('tr')?.dataset.row";
    String row = browser.value(focused);
    long before = events(browser);
    browser.run("scrollTo(0, 400)");
    writeRest();
    browser.await("session.total > arguments[0] + 20", before);
    browser.frames(2);
    assertEquals(3, browser.count("#connections tr[data-row]"));
    assertEquals(row, browser.value(focused));
  }

  @Test
  void aRestartedMonitorIsFoundAgain(Browser browser) throws Exception {
    String url = rig.page().url();
    browser.openServed(url);
    writeFirst();
    awaitEvents(browser);
    rig.close();
    browser.await("/lost/.test(document.querySelector('.pulse-line').textContent)");

    rig = new LiveRig(new HttpAddress("", URI.create(url).getPort()), "");
    writeFirst();
    writeRest();
    rig.end();
    browser.await("session.live.status.ended && session.total === 127");
    String complaints = browser.complaints(); // that nobody answered
    assertTrue(complaints.lines().allMatch(line -> line.contains("net::ERR_")), complaints);
  }

  @Test
  void aTokenLeavesTheAddressAndStaysInACookie(Browser browser) throws IOException {
    rig.close();
    rig = new LiveRig(HttpAddress.parse(":0"), "for me");
    browser.openServed(rig.page().url());
    String address = browser.driver().getCurrentUrl();

    assertFalse(address.contains("token"), address);
    assertEquals("", browser.value("document.cookie"));
    writeFirst();
    awaitEvents(browser);
    browser.openServed(address);
    awaitEvents(browser);
  }

  @Test
  void nothingIsWiderThanASmallScreen(Browser browser) throws IOException {
    writeFirst();
    writeRest();
    for (int width : List.of(390, 800, 1360)) {
      for (String scheme : List.of("light", "dark")) {
        browser.size(width, 900).scheme(scheme).openServed(rig.page().url());
        browser.await("document.querySelectorAll('#alerts .alert').length > 0");
        browser.frames(2).screenshot("live-" + width + "-" + scheme);
        assertEquals(
            "true",
            browser.value("document.documentElement.scrollWidth <= innerWidth"),
            () -> "at " + width + " pixels");
      }
    }
  }
}
