package org.ibid.cli;

/** Names the exit codes that all subcommands share. */
public final class ExitCode {

  /** All went well, and the answer is not a negative one. */
  public static final int OK = 0;

  /** The command did its work and the result is negative: a violation, an ASK that is false. */
  public static final int NEGATIVE = 1;

  /** The command could not do its work: wrong usage, unusable input, an unreachable server. */
  public static final int UNUSABLE = 2;

  private ExitCode() {}
}
