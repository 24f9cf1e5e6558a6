package org.ibid.graph;

import org.apache.jena.sys.JenaSubsystemLifecycle;

/**
 * Has TDB2 keep literals as they are written. It would otherwise keep the value alone of dates,
 * times and decimals too. Jena calls this before it starts TDB2, which looks at the setting once.
 */
public final class ExactLiterals implements JenaSubsystemLifecycle {

  private static final String SETTING = "tdb:store.enableInlineLiterals";

  /** For Jena. */
  public ExactLiterals() {}

  @Override
  public void start() {
    System.setProperty(SETTING, "false");
  }

  @Override
  public void stop() {
    // TDB2 is stopped by itself.
  }

  /** Before TDB2, which is at 42. */
  @Override
  public int level() {
    return 5;
  }
}
