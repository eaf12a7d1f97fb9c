import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { isAppError } from '../errors.ts'
import { addAdministrator, type NewAdministrator, prepareAdministrator } from '../people/add-administrator.ts'
import { readEmail } from '../people/parse-person.ts'
import { listApplications } from '../store/applications.ts'
import { findPersonByEmail, hasAdmin, type PersonRow } from '../store/people/people.ts'
import { lockSetup } from '../store/settings.ts'
import { planApplication } from './plan-application.ts'
import { planKey } from './plan-key.ts'
import {
  describeRefusal,
  type InitFiles,
  readInitialSetup,
  type Setup,
  type SetupAdmin,
  SetupError,
} from './read-setup.ts'
import type { SetupMode, SetupStep } from './steps.ts'

/**
 * Lists the steps that applying a setup would take. Takes them, and then rolls back: some refusals, such as a name that
 * is taken, show only then.
 */
export async function planSetup(ctx: Context, setup: Setup, mode: SetupMode): Promise<readonly SetupStep[]> {
  requireScope(ctx, 'people:manage')
  requireScope(ctx, 'applications:manage')
  requireScope(ctx, 'keys:manage')
  const admin = await prepareAdmin(ctx, setup, mode)
  const rolledBack = new Error('the setup was only planned')
  let steps: readonly SetupStep[] = []
  await inTransaction(ctx, async (tx) => {
    await lockSetup(tx.db)
    steps = await rehearse(tx, await plan(tx, setup, mode, admin))
    throw rolledBack
  }).catch((error: unknown) => {
    if (error !== rolledBack) throw error
  })
  return steps
}

/** The steps, of which the first that is refused is a conflict. */
async function rehearse(tx: Tx, steps: readonly SetupStep[]): Promise<readonly SetupStep[]> {
  if (steps.some(({ kind }) => kind === 'conflict')) return steps
  for (const [index, { what, run }] of steps.entries()) {
    try {
      await run?.(tx)
    } catch (error) {
      if (!isAppError(error)) throw error
      return steps.with(index, { kind: 'conflict', what, details: [describeRefusal(error)] })
    }
  }
  return steps
}

/**
 * Applies a setup. Creates and changes everything in one transaction; concurrent processes run one after the other, so
 * that the second finds nothing to do. Client secrets follow, once Amazon has accepted them. Throws SetupError.
 */
export async function applySetup(ctx: Context, setup: Setup, mode: SetupMode): Promise<readonly SetupStep[]> {
  requireScope(ctx, 'people:manage')
  requireScope(ctx, 'applications:manage')
  requireScope(ctx, 'keys:manage')
  const admin = await prepareAdmin(ctx, setup, mode)
  const steps = await inTransaction(ctx, async (tx) => {
    await lockSetup(tx.db)
    const planned = await plan(tx, setup, mode, admin)
    const conflicts = planned.filter(({ kind }) => kind === 'conflict')
    if (conflicts.length > 0)
      throw new SetupError(
        conflicts.flatMap(({ what, details }) => details.map((text) => `${what}: ${text}`)),
      )
    for (const step of planned) await named(step.what, () => step.run?.(tx))
    return planned
  })
  for (const step of steps) await named(step.what, () => step.runAfter?.(ctx))
  return steps
}

/**
 * Adds what `GATEHOUSE_INIT_…` describes and is missing. The administrator's password is read only while there is no
 * administrator, so that its file can be removed afterwards. Throws SetupError.
 */
export async function applyInitialSetup(ctx: Context, files: InitFiles): Promise<readonly SetupStep[]> {
  requireScope(ctx, 'people:manage')
  const needed = (await hasAdmin(ctx.db)) ? { ...files, adminEmail: null, adminPasswordFile: null } : files
  return applySetup(ctx, readInitialSetup(needed), 'init')
}

/** Our error says what to fix; this adds where. */
async function named<T>(what: string, work: () => Promise<T> | T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isAppError(error) ? new SetupError([`${what}: ${describeRefusal(error)}`]) : error
  }
}

/** Hashing takes a while, so it happens before the transaction, and only for missing people. */
async function prepareAdmin(
  ctx: Context,
  { admin }: Setup,
  mode: SetupMode,
): Promise<NewAdministrator | null> {
  if (admin === null || (await isAdminDone(ctx, admin, mode))) return null
  return named(`administrator ${admin.email}`, () => prepareAdministrator(ctx, admin))
}

/** A start adds the first administrator only: administrators decide about others. */
async function isAdminDone(ctx: Context, { email }: SetupAdmin, mode: SetupMode): Promise<boolean> {
  if (mode === 'init' && (await hasAdmin(ctx.db))) return true
  return (await findOperator(ctx, email)) !== null
}

async function findOperator(ctx: Context, email: string): Promise<PersonRow | null> {
  const address = readEmail(email)
  const present = address === null ? null : await findPersonByEmail(ctx.db, address)
  return present?.role === 'account' ? null : present
}

async function plan(
  ctx: Context,
  setup: Setup,
  mode: SetupMode,
  newAdmin: NewAdministrator | null,
): Promise<SetupStep[]> {
  const present = await listApplications(ctx.db)
  return [
    ...(setup.admin === null ? [] : [await planAdmin(ctx, setup.admin, mode, newAdmin)]),
    ...(await Promise.all(setup.applications.map((each) => planApplication(ctx, each, present, mode)))),
    ...(await Promise.all(setup.apiKeys.map((key) => planKey(ctx, key, mode, setup.applications)))),
  ]
}

async function planAdmin(
  ctx: Context,
  admin: SetupAdmin,
  mode: SetupMode,
  prepared: NewAdministrator | null,
): Promise<SetupStep> {
  const what = `administrator ${admin.email}`
  const present = mode === 'apply' ? await findOperator(ctx, admin.email) : null
  if (present !== null && present.role !== 'admin') {
    const text = `They have the role ${present.role}. Change it at /ops/people, or leave them out of the file.`
    return { kind: 'conflict', what, details: [text] }
  }
  if (present !== null && present.disabledAt !== null) {
    const text = 'They are disabled. Enable them at /ops/people, or leave them out of the file.'
    return { kind: 'conflict', what, details: [text] }
  }
  if (await isAdminDone(ctx, admin, mode)) return { kind: 'same', what, details: [] }
  // Null: they were removed since.
  if (prepared === null) return { kind: 'conflict', what, details: ['People changed meanwhile. Try again.'] }
  return { kind: 'create', what, details: [], run: (tx) => addAdministrator(tx, prepared) }
}
