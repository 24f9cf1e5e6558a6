/** The command line: {@link org.ibid.cli.Main} and one class for each subcommand. */
package org.ibid.cli;
