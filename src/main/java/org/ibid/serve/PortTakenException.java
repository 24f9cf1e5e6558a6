package org.ibid.serve;

/** Says that another program already listens at the port. */
public final class PortTakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PortTakenException(int port, Throwable cause) {
    super("port " + port + " is taken by another program", cause);
  }
}
