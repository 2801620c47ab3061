// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.internal.page.Fields.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {
  private final Strings strings = new Strings();
  private final EventLine line = new EventLine(strings);

  @Test
  void aLineOfOursIsTakenApartToTheNanosecond() {
    assertTrue(
        read(
            "{'ts':1717236000.123456789,'event':'zero_window','flow_id':'10.0.0.1:5->10.0.0.2:6',"
                + "'src':'10.0.0.1','dst':'10.0.0.2','sport':5,'dport':6,"
                + "'seq':4294967295,'ack':null,"
                + "'len':0,'flags':'A','severity':'CRITICAL','extra':{'reason':'because',"
                + "'confidence':0.97,'duration_ms':12.345678,'reopened':false},'frame':14,"
                + "'connection':3,'id':8}"));

    assertEquals(1_717_236_000_123_456_789L, line.timestampNanos());
    assertEquals("zero_window", line.kind());
    assertEquals("because", line.reason());
    assertEquals(2, line.severity());
    assertEquals(3, line.connection());
    assertEquals(8, line.id());
    assertEquals(14, line.details().integer("@frame", -1));
    assertEquals(4_294_967_295L, line.details().integer("@seq", -1));
    assertEquals(970_000, line.details().millionths("confidence", -1));
    assertEquals(12_345_678, line.details().millionths("duration_ms", -1));
    assertEquals(
        List.of(Type.INTEGER, Type.NULL), List.of(line.details().type(0), line.details().type(1)));
  }

  @Test
  void aLineOfThePythonToolNeedsNeitherFrameNorConnection() {
    assertTrue(
        read(
            "{'ts':1700000000.123456,'event':'loss_infer','flow_id':'[2001:db8::1]:80->[::2]:4000',"
                + "'extra':{'rtt_ema_ms':NaN,'nested':{'deep':[1,2]},'list':['a','b']}}"));

    assertEquals(1_700_000_000_123_456_000L, line.timestampNanos());
    assertEquals("2001:db8::1", line.source());
    assertEquals(80, line.sourcePort());
    assertEquals("::2", line.destination());
    assertEquals(4000, line.destinationPort());
    assertEquals(-1, line.connection());
    assertEquals(0, line.severity());
    assertEquals(Type.NULL, line.details().type(0));
    assertEquals("list", line.details().name(1));
    assertTrue(strings.all().contains("a, b"));
  }

  @Test
  void wholeNumbersMayBeWrittenWithAPoint() {
    assertTrue(
        read(
            "{'ts':1.0,'event':'x','src':'a','dst':'b','sport':40000.0,'dport':80.5,"
                + "'connection':7.0}"));

    assertEquals(40000, line.sourcePort());
    assertEquals(-1, line.destinationPort());
    assertEquals(7, line.connection());
  }

  @Test
  void aReasonMayStandBesideTheExtraFieldsWhichCountForMore() {
    String start = "{'ts':1,'event':'x','src':'a','dst':'b','sport':1,";

    assertTrue(read(start + "'reason':'outside'}"));
    assertEquals("outside", line.reason());
    assertTrue(read(start + "'reason':'outside','extra':{'reason':'inside'}}"));
    assertEquals("inside", line.reason());
    assertTrue(read(start + "'extra':{'reason':'inside'},'reason':'outside'}"));
    assertEquals("inside", line.reason());
    assertTrue(read(start + "'extra':{'reason':null},'reason':'outside'}"));
    assertEquals("outside", line.reason());
  }

  @Test
  void aTimeBeforeTheEpochIsATimeToo() {
    assertTrue(read("{'ts':-1.5,'event':'x','src':'a','dst':'b','sport':1,'dport':2}"));

    assertEquals(-1_500_000_000L, line.timestampNanos());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "17",
        "{'ts':1,'event':'x'}",
        "{'ts':'1','event':'x','src':'a','dst':'b','sport':1,'dport':2}",
        "{'ts':1e999999999,'event':'x','src':'a','dst':'b','sport':1,'dport':2}",
        "{'ts':1,'event':'x','src':'a','dst':'b','sport':1,'dport':2",
        "{'ts':1,'event':'x','src':'a','dst':'b','sport':1,'dport':2} {}",
        "{'ts':1,'event':7,'src':'a','dst':'b','sport':1,'dport':2}",
        "{'ts':1,'event':'x','flow_id':'nowhere'}",
        "{'ts':1,'event':'x','src':'a','dst':'b','sport':99999999999999999999,'dport':2}",
        "not json at all"
      })
  void whatIsNoEventIsRefused(String text) {
    assertFalse(read(text));
  }

  @Test
  void deepNestingAndEndlessFieldsAreRefusedOrBounded() {
    assertFalse(read("{'extra':" + "[".repeat(100_000)));
    StringBuilder many =
        new StringBuilder("{'ts':1,'event':'x','src':'a','dst':'b','sport':1,'extra':{");
    for (int i = 0; i < 5000; i++) {
      many.append("'f").append(i).append("':1,");
    }

    assertTrue(read(many.append("'last':1}}").toString()));
    assertEquals(Fields.MOST, line.details().size());
  }

  @Test
  void nothingOfTheLineBeforeIsLeft() {
    assertTrue(
        read(
            "{'ts':1,'event':'x','src':'a','dst':'b','sport':1,'severity':'CRITICAL',"
                + "'connection':4,'extra':{'reason':'r'}}"));
    assertTrue(read("{'ts':2,'event':'y','src':'a','dst':'b','sport':1}"));

    assertEquals("", line.reason());
    assertEquals(0, line.severity());
    assertEquals(-1, line.connection());
    assertEquals(0, line.details().size());
  }

  private boolean read(String text) {
    byte[] octets = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return line.read(octets, octets.length);
  }
}
