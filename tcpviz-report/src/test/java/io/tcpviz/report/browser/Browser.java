// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/**
 * Chromium without a window, with one tab at a time: 1360 by 900 CSS pixels, light, one device
 * pixel each, until a test asks for another. Conditions are waited for, never times.
 */
public final class Browser implements AutoCloseable {
  /** Long, because a condition that comes true ends the wait at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;
  private final Complaints complaints;
  private final Map<String, String> features = new HashMap<>();
  private String medium = "";

  Browser(Programs programs) {
    SELENIUM.setLevel(Level.SEVERE); // it warns that it knows no protocol as recent as the browser
    ChromeOptions options = new ChromeOptions();
    options.setBinary(programs.browser().toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox", // which root cannot have
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--force-color-profile=srgb",
        "--no-first-run");
    Complaints.collect(options);
    ChromeDriverService service = ChromeDriverService.createDefaultService();
    service.setExecutable(programs.driver().toString());
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    complaints = new Complaints(driver.manage().logs());
  }

  /** An empty tab in place of the one that is open, as a first visitor has it. */
  void newTab() {
    send(
        "Storage.clearDataForOrigin", Map.of("origin", "file://", "storageTypes", "local_storage"));
    String old = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.TAB);
    String made = driver.getWindowHandle();
    driver.switchTo().window(old).close();
    driver.switchTo().window(made);
    complaints.forget();
    medium = "";
    features.clear();
    features.put("prefers-reduced-motion", "reduce");
    scheme("light").size(1360, 900);
  }

  /** The driver, for gestures that have no method here. */
  public ChromeDriver driver() {
    return driver;
  }

  /** Sets what can be seen of a page, in CSS pixels. */
  public Browser size(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    return this;
  }

  /** The reader's choice of colours: {@code light} or {@code dark}. */
  public Browser scheme(String scheme) {
    return feature("prefers-color-scheme", scheme);
  }

  /** What a media query of the style sheets is answered. */
  public Browser feature(String name, String value) {
    features.put(name, value);
    return emulate();
  }

  /** The medium of the style sheets: {@code print}, or empty for the screen. */
  public Browser medium(String name) {
    medium = name;
    return emulate();
  }

  private Browser emulate() {
    List<Map<String, String>> list = new ArrayList<>();
    features.forEach((name, value) -> list.add(Map.of("name", name, "value", value)));
    send("Emulation.setEmulatedMedia", Map.of("media", medium, "features", list));
    return this;
  }

  /** Saves what the page gives away into {@code directory} instead of asking. */
  public Browser downloadTo(Path directory) {
    send(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", directory.toAbsolutePath().toString()));
    return this;
  }

  /** A command of the Chrome DevTools protocol, and its answer. */
  public Map<String, Object> send(String command, Map<String, Object> parameters) {
    return driver.executeCdpCommand(command, parameters);
  }

  /** Opens a page of tcpviz and waits until it stands. */
  public Browser open(Path page) {
    return open(page, "");
  }

  /** The same at an address within the page, such as {@code #connection=3}. */
  public Browser open(Path page, String hash) {
    visit(page, hash);
    return await("document.documentElement.dataset.ready === 'yes'");
  }

  /** Opens any file. */
  public Browser visit(Path file, String hash) {
    complaints.expect(file);
    driver.get(file.toAbsolutePath().toUri() + hash);
    return this;
  }

  /**
   * Opens a page of tcpviz that a server has, which it may ask for more, and waits until it stands.
   */
  public Browser openServed(String url) {
    complaints.expectServer(url.replaceFirst("(http://[^/]*).*", "$1"));
    driver.get(url);
    return await("document.documentElement.dataset.ready === 'yes'");
  }

  /** What the page has complained of since it was last asked; that counts no longer. */
  public String complaints() {
    return complaints.take();
  }

  /** What the body of a function returns whose {@code arguments} these are. */
  public Object run(String body, Object... arguments) {
    return driver.executeScript(body, arguments);
  }

  /** The value of an expression, as text. */
  public String value(String expression, Object... arguments) {
    return String.valueOf(run("return " + expression, arguments));
  }

  /** Waits until an expression is true; one that throws is not true yet. */
  public Browser await(String expression, Object... arguments) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    while (System.nanoTime() < end) {
      try {
        if (Boolean.TRUE.equals(run("return Boolean(" + expression + ")", arguments))) {
          return this;
        }
      } catch (JavascriptException e) {
        last = e.getRawMessage();
      }
      frames(1);
    }
    return fail("never true: " + expression + " " + last + complaints.take());
  }

  /** Waits until the page has been drawn so many times. */
  public Browser frames(int count) {
    driver.executeAsyncScript(
        "const done = arguments[1]; let left = arguments[0];"
            + "const next = () => (left-- > 0 ? requestAnimationFrame(next) : done()); next();",
        count);
    return this;
  }

  /** The first element that a selector finds. */
  public WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** How many elements a selector finds. */
  public int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  /** The text of an element, shown or not, its white space as single blanks. */
  public String text(String selector) {
    return value(
        "document.querySelector(arguments[0]).textContent.replace(/\\s+/g,' ').trim()", selector);
  }

  /** The same of all elements that a selector finds. */
  public List<String> texts(String selector) {
    Object found =
        run(
            "return Array.from(document.querySelectorAll(arguments[0]),"
                + " (each) => each.textContent.replace(/\\s+/g, ' ').trim())",
            selector);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /** Clicks the first element that a selector finds, as a hand would. */
  public Browser click(String selector) {
    find(selector).click();
    return this;
  }

  /** Presses keys where the focus is, one after another. */
  public Browser press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
    return this;
  }

  /** Presses a key while another is held. */
  public Browser press(Keys held, CharSequence key) {
    new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
    return this;
  }

  /** What can be seen, also written to {@code target/screenshots/NAME.png}. */
  public Picture screenshot(String name) {
    return Picture.of(driver.getScreenshotAs(OutputType.BYTES), file(name));
  }

  /** One element of the page, written likewise. */
  public Picture screenshot(String name, String selector) {
    return Picture.of(find(selector).getScreenshotAs(OutputType.BYTES), file(name));
  }

  private static Path file(String name) {
    try {
      return Files.createDirectories(SCREENSHOTS).resolve(name + ".png");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if the page has complained or asked for anything but itself since it was opened. */
  public void assertQuiet() {
    assertEquals("", complaints.take());
  }

  @Override
  public void close() {
    driver.quit();
  }
}
