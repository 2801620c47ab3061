// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.http.internal;

import io.tcpviz.core.Nullable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Lets those in who know the token: from the address that the monitor printed, once, then from the
 * cookie that they were given for it, or as {@code Authorization: Bearer TOKEN}. Without a token
 * everybody may come in.
 */
final class Gate {
  private static final int TOKEN_OCTETS = 16;
  private static final String BEARER = "Bearer ";
  private static final String PARAMETER = "token";

  private final String token;
  private String cookie = "tcpviz";

  /**
   * A gate.
   *
   * @param token empty for none
   */
  Gate(String token) {
    this.token = token;
  }

  /** What must be known; empty for nothing. */
  String token() {
    return token;
  }

  /** A token that nobody guesses. */
  static String randomToken() {
    byte[] octets = new byte[TOKEN_OCTETS];
    new SecureRandom().nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /** Cookies are of a host, not of its port, so that of each port has a name of its own. */
  void standsAt(int port) {
    cookie = "tcpviz_" + port;
  }

  /** Whether the client may come in. */
  boolean admits(Request request) {
    return token.isEmpty()
        || isToken(given(request))
        || isToken(bearer(request.header("Authorization")))
        || isToken(cookie(request.header("Cookie")));
  }

  /** Gives the client a cookie if it has shown the token in the address. */
  void remember(Request request) {
    String shown = given(request);
    if (!token.isEmpty() && isToken(shown)) {
      String value = Base64.getUrlEncoder().withoutPadding().encodeToString(octets(token));
      request.with("Set-Cookie", cookie + "=" + value + "; Path=/; HttpOnly; SameSite=Strict");
    }
  }

  /** Where the token is compared, time says nothing about it. */
  private boolean isToken(@Nullable String shown) {
    return shown != null && MessageDigest.isEqual(octets(shown), octets(token));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String given(Request request) {
    return request.parameter(PARAMETER);
  }

  private static @Nullable String bearer(@Nullable String header) {
    return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : null;
  }

  private @Nullable String cookie(@Nullable String header) {
    if (header == null) {
      return null;
    }
    for (String each : header.split("; *")) {
      if (each.startsWith(cookie + "=")) {
        try {
          byte[] value = Base64.getUrlDecoder().decode(each.substring(cookie.length() + 1));
          return new String(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          return null; // no cookie of ours
        }
      }
    }
    return null;
  }
}
