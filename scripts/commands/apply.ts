import { resolve } from 'node:path'
import { systemContext } from '#lib/context.ts'
import { childEnvironment } from '#lib/env.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import type { OpenServices } from '#lib/services.ts'
import { applySetup, planSetup } from '#lib/setup/apply.ts'
import { isSetupError, readSetup } from '#lib/setup/read-setup.ts'
import { describeSteps } from '#lib/setup/steps.ts'
import { newId } from '#lib/vault/random.ts'
import { StartError } from '../processes/start-error.ts'
import { withServices } from '../processes/with-services.ts'
import { readArguments } from './read-arguments.ts'

/** How to call it. */
export const applyUsage = `npm run gatehouse -- apply <file> [--dry-run]

Sets up what a JSON file describes: admin, applications, api_keys. It says what it creates (+), what it changes (~),
and what is there already (=). Nothing is ever removed, and secrets are never printed.

  --dry-run   only say what would be done`

/** `apply <file>` */
export async function runApply(args: readonly string[]): Promise<string> {
  const { positionals, values } = readArguments(args, {
    usage: applyUsage,
    options: { 'dry-run': { type: 'boolean' } },
    most: 1,
  })
  const [file] = positionals
  if (file === undefined) throw new StartError(applyUsage)
  const path = resolve(childEnvironment().INIT_CWD ?? '.', file)
  const isDryRun = values['dry-run'] === true
  return withServices(({ services }) => apply(services, path, isDryRun), { connections: 2 })
}

async function apply(services: OpenServices, path: string, isDryRun: boolean): Promise<string> {
  try {
    const faults = await checkKeys(services)
    if (faults.length > 0) throw new StartError(faults.join('\n'))
    const setup = readSetup(path)
    const ctx = systemContext(services, 'apply', newId())
    const planned = await planSetup(ctx, setup, 'apply')
    if (isDryRun) return describeSteps(planned)
    process.stderr.write(`${describeSteps(planned)}\n`)
    const steps = await applySetup(ctx, setup, 'apply')
    const count = steps.filter(({ kind }) => kind !== 'same').length
    return count === 0 ? 'Nothing to do.' : `Applied ${count} of ${steps.length}; the rest was as described.`
  } catch (error) {
    if (!isSetupError(error)) throw error
    throw new StartError(`Nothing was applied, or not all of it:\n${error.message}`, { cause: error })
  }
}
