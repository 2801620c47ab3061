// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j.net;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that make networks of their own: they need Linux, root, and a kernel that lets them. Where
 * that is missing such tests are passed over and say so; {@code -Dtcpviz.networks=demanded}, which
 * {@code .ci/run} gives wherever the machine can, makes it a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnOwnNetwork.Condition.class)
public @interface OnOwnNetwork {
  /** Asks the machine. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String problem = Namespace.problem();
      if (problem == null) {
        return ConditionEvaluationResult.enabled("networks can be made");
      }
      if ("demanded".equals(System.getProperty("tcpviz.networks"))) {
        throw new IllegalStateException(problem);
      }
      System.err.println("passed over: " + context.getDisplayName() + ": " + problem);
      return ConditionEvaluationResult.disabled(problem);
    }
  }
}
