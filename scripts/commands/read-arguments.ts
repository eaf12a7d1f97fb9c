import { type ParseArgsConfig, parseArgs } from 'node:util'
import { StartError } from '../processes/start-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** What a command accepts. */
interface Accepted<Chosen extends Options> {
  readonly usage: string
  readonly options?: Chosen
  /** How many arguments besides the options. */
  readonly most?: number
}

/** The arguments of a command. Throws StartError, with the usage, for those that it doesn't have. */
export function readArguments<const Chosen extends Options = Record<never, never>>(
  args: readonly string[],
  { usage, options, most = 0 }: Accepted<Chosen>,
) {
  const { positionals, values } = parse(args, options ?? ({} as Chosen), usage)
  const [extra] = positionals.slice(most)
  if (extra !== undefined) throw new StartError(`Unexpected argument: ${extra}\n\n${usage}`)
  return { positionals, values }
}

function parse<const Chosen extends Options>(args: readonly string[], options: Chosen, usage: string) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (cause) {
    // Node's next sentences are about arguments that begin with a dash.
    const [says = ''] = (cause as Error).message.split('. ')
    throw new StartError(`${says}.\n\n${usage}`, { cause })
  }
}

/** Whether somebody wants to know what a command does, instead of running it. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => arg === '--help' || arg === '-h')
}
