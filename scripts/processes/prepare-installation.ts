import { defineApplication } from '#lib/applications/define.ts'
import { type Context, systemContext } from '#lib/context.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { firstAdminLink, missingBreakGlass } from '#lib/people/invite.ts'
import { type OpenableEnvironment, openServices } from '#lib/services.ts'
import { applyInitialSetup } from '#lib/setup/apply.ts'
import { isSetupError } from '#lib/setup/read-setup.ts'
import { describeSteps } from '#lib/setup/steps.ts'
import { newId } from '#lib/vault/random.ts'
import { StartError } from './start-error.ts'

/**
 * Before anything listens, on a migrated database: checks that the keys open the sealed values, and stores the
 * application of the environment. Throws StartError with every fault.
 */
export async function prepareInstallation(environment: OpenableEnvironment): Promise<void> {
  const services = openServices(environment, 'script', { connections: 1 })
  try {
    const faults = await checkKeys(services)
    if (faults.length > 0) throw new StartError(faults.join('\n'))
    const ctx = systemContext(services, 'start', newId())
    await defineApplication(ctx, environment.application)
    await setUp(ctx, environment)
    const missing = await missingBreakGlass(services)
    if (missing !== null) process.stderr.write(breakGlassWarning(missing))
  } finally {
    await services.close()
  }
}

function breakGlassWarning(email: string): string {
  return `OIDC_ONLY=1, but no administrator has a password at ${email} (OIDC_BREAK_GLASS_EMAIL): nobody could sign in without the provider. Create a link for that address with: npm run gatehouse -- setup-link\n`
}

/** Sets up the missing parts of what `GATEHOUSE_INIT_…` describes. One of several processes does it. */
async function setUp(ctx: Context, { init }: OpenableEnvironment): Promise<void> {
  if (Object.values(init).every((value) => value === null)) return
  try {
    const steps = await applyInitialSetup(ctx, init)
    const created = steps.filter(({ kind }) => kind === 'create')
    if (created.length > 0) process.stderr.write(`Set up:\n${describeSteps(created)}\n`)
    const changed = steps.filter(({ kind, details }) => kind === 'same' && details.length > 0)
    if (changed.length > 0)
      process.stderr.write(`Changed since then, and left as they are:\n${describeSteps(changed)}\n`)
  } catch (error) {
    if (!isSetupError(error)) throw error
    throw new StartError(`The initial setup (GATEHOUSE_INIT_…) is faulty:\n${error.message}`, {
      cause: error,
    })
  }
}

/** A one-time link for the first administrator, or null when there is one. An earlier link stops working. */
export async function findSetupLink(environment: OpenableEnvironment): Promise<string | null> {
  const services = openServices(environment, 'script', { connections: 1 })
  try {
    return await firstAdminLink(services)
  } finally {
    await services.close()
  }
}
