// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The inputs of a command, with or without {@code --in} before them. */
final class InputArguments {
  private static final String IN = "--in";

  @Option(
      names = IN,
      arity = "1..*",
      paramLabel = "INPUT",
      description = "The input; the option's name may be left out.")
  private List<String> named = new ArrayList<>();

  @Parameters(paramLabel = "INPUT", arity = "0..*", hidden = true)
  private List<String> positional = new ArrayList<>();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** All inputs, at least one; what the command line names replaces what the variable names. */
  List<String> all() {
    List<String> inputs = new ArrayList<>();
    if (positional.isEmpty() || command.commandLine().getParseResult().hasMatchedOption(IN)) {
      inputs.addAll(named);
    }
    inputs.addAll(positional);
    if (inputs.isEmpty()) {
      throw new ParameterException(command.commandLine(), "no input given");
    }
    return inputs;
  }

  /** The input, if there is exactly one. */
  String only() {
    List<String> inputs = all();
    if (inputs.size() > 1) {
      throw new ParameterException(
          command.commandLine(), "one input expected, but " + inputs.size() + " given");
    }
    return inputs.get(0);
  }
}
