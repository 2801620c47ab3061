// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.event.EventKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageAssetsTest {
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\beval\\(|new"
              + " Function|https?://(?!www\\.w3\\.org/2000/svg)|\\bfetch\\(|XMLHttpRequest|WebSocket"
              + "|innerHTML|outerHTML|insertAdjacentHTML|document\\.write|import\\(");

  @Test
  void theChartLibraryIsTheReleaseThatWasReviewed() throws Exception {
    assertEquals(
        "7f29cd14e36d84141ab49c5e0a806d88e4d855596a9bc0e10799bc2c114b4c4f",
        sha256("vendor/uplot/dist/uPlot.iife.min.js"));
    assertEquals(
        "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
        sha256("vendor/uplot/dist/uPlot.min.css"));
    assertTrue(PageAssets.text(PageAssets.LICENCE).startsWith("The MIT License (MIT)"));
  }

  @Test
  void ourScriptsNeitherEvaluateTextNorReachOutNorWriteMarkup() {
    List<String> ours =
        PageAssets.scripts(PageKind.REPORT).subList(1, PageAssets.scripts(PageKind.REPORT).size());

    assertFalse(ours.isEmpty());
    for (String script : ours) {
      assertTrue(script.startsWith("// SPDX-License-Identifier: Apache-2.0"));
      assertFalse(
          FORBIDDEN.matcher(script).find(),
          () -> FORBIDDEN.matcher(script).results().toList().toString());
    }
  }

  @Test
  void noSourceEndsItsElementEarly() {
    for (String script : PageAssets.scripts(PageKind.REPORT)) {
      assertFalse(script.toLowerCase(java.util.Locale.ROOT).contains("</script"));
      assertFalse(script.contains("<!--"));
    }
    for (String style : PageAssets.styles(PageKind.REPORT)) {
      assertFalse(style.contains("</"));
      assertFalse(style.contains("url("));
    }
  }

  @Test
  void everyKindOfEventHasAShapeAndASentence() {
    String words =
        PageAssets.scripts(PageKind.REPORT).stream()
            .filter(script -> script.contains("const meanings = {"))
            .findFirst()
            .orElseThrow();
    for (EventKind kind : EventKind.values()) {
      String entry = "(?m)^    " + kind.jsonName() + ":\\s+";
      assertTrue(
          Pattern.compile(entry + "\"M[^\"]+ Z\",$").matcher(words).find(), kind + " has no shape");
      assertTrue(
          Pattern.compile(entry + "\"[A-Z][^\"]+\\.\",$").matcher(words).find(),
          kind + " has no sentence");
    }
  }

  @Test
  void theTemplateHasNoHandlersAndNoStylesOfItsOwn() {
    String template = PageAssets.template();

    assertFalse(
        Pattern.compile("\\son[a-z]+=|\\sstyle=|\\ssrc=|<link", Pattern.CASE_INSENSITIVE)
            .matcher(template)
            .find());
  }

  @Test
  void thePolicyAllowsNothingButWhatThePageHolds() {
    String policy = PageAssets.policy(PageKind.REPORT);

    assertTrue(policy.startsWith("default-src 'none'; "), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertFalse(policy.contains("*"), policy);
    assertEquals(
        PageAssets.scripts(PageKind.REPORT).size() + PageAssets.styles(PageKind.REPORT).size(),
        Pattern.compile("'sha256-[A-Za-z0-9+/]{43}='").matcher(policy).results().count());
  }

  private static String sha256(String asset) throws Exception {
    byte[] octets = PageAssets.text(asset).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
  }
}
