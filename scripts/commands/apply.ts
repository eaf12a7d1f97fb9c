import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemContext } from '#lib/context.ts'
import { childEnvironment } from '#lib/env.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { openServices } from '#lib/services.ts'
import { applySetup, describeSteps, planSetup } from '#lib/setup/apply.ts'
import { isSetupError, readSetup } from '#lib/setup/read-setup.ts'
import { newId } from '#lib/vault/random.ts'
import { loadEnvironment } from '../load-environment.ts'
import { openStore } from '../open-store.ts'
import { StartError } from '../processes/start-error.ts'

const usage = `apply <file> [--dry-run]

Sets up what a JSON file describes: admin, applications, api_keys. It says what it creates (+), what it changes (~),
and what is there already (=). Nothing is ever removed, and secrets are never printed.

  --dry-run   only say what would be done`

/** `apply <file>` */
export async function runApply(args: readonly string[]): Promise<string> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' } },
  })
  const [file] = positionals
  if (file === undefined) throw new StartError(`npm run gatehouse -- ${usage}`)
  const environment = await loadEnvironment()
  const store = await openStore(environment, (line) => process.stderr.write(`${line}\n`))
  const services = openServices(environment, 'script', { connections: 2 })
  try {
    const faults = await checkKeys(services)
    if (faults.length > 0) throw new StartError(faults.join('\n'))
    const setup = readSetup(resolve(childEnvironment().INIT_CWD ?? '.', file))
    const ctx = systemContext(services, 'apply', newId())
    const planned = await planSetup(ctx, setup, 'apply')
    if (values['dry-run'] === true) return describeSteps(planned)
    process.stderr.write(`${describeSteps(planned)}\n`)
    const steps = await applySetup(ctx, setup, 'apply')
    const count = steps.filter(({ kind }) => kind !== 'same').length
    return count === 0 ? 'Nothing to do.' : `Applied ${count} of ${steps.length}; the rest was as described.`
  } catch (error) {
    if (!isSetupError(error)) throw error
    throw new StartError(`Nothing was applied, or not all of it:\n${error.message}`, { cause: error })
  } finally {
    await services.close()
    await store.stop()
  }
}
