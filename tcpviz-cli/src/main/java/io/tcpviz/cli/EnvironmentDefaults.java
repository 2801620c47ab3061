// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import io.tcpviz.core.Nullable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes an option that is not on the command line from the variable {@code TCPVIZ_<OPTION>}. */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private final Map<String, String> env;

  EnvironmentDefaults(Map<String, String> env) {
    this.env = env;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return variable(argument).map(env::get).orElse(null);
  }

  /** The variable that the value of {@code argument} came from, if it did. */
  Optional<String> origin(ArgSpec argument, String[] commandLine) {
    return variable(argument).filter(name -> !isGiven((OptionSpec) argument, commandLine));
  }

  /** The variable of an option, if it is set to something. Asking for help is no setting. */
  private Optional<String> variable(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return Optional.empty();
    }
    String words = option.longestName().replaceFirst("^-+", "").replace('-', '_');
    return Optional.of("TCPVIZ_" + words.toUpperCase(Locale.ROOT))
        .filter(name -> !env.getOrDefault(name, "").isEmpty());
  }

  private static boolean isGiven(OptionSpec option, String[] commandLine) {
    return Arrays.stream(option.names())
        .anyMatch(
            name ->
                Arrays.stream(commandLine)
                    .anyMatch(word -> word.equals(name) || word.startsWith(name + "=")));
  }
}
