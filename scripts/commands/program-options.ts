import type { ParseArgsConfig } from 'node:util'
import { asksForHelp, readArguments } from './read-arguments.ts'

/**
 * The options of a program that runs until it is stopped, from its command line. `--help` explains it and ends the
 * process. Throws StartError for what it doesn't accept.
 */
export function programOptions<
  const Chosen extends NonNullable<ParseArgsConfig['options']> = Record<never, never>,
>(usage: string, options?: Chosen) {
  const args = process.argv.slice(2)
  if (asksForHelp(args)) {
    process.stdout.write(`${usage}\n`)
    process.exit()
  }
  return readArguments(args, { usage, ...(options !== undefined && { options }) }).values
}
