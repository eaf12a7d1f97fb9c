import { changeApplication, previewRoles, type RolesPreview } from '../applications/change.ts'
import { noteConfiguredSecret, replaceClientSecret } from '../applications/client-secrets.ts'
import { compareConfigured } from '../applications/configured-secret.ts'
import { createApplication } from '../applications/create.ts'
import { parseClientSecret, parseFacts, parseIdentity } from '../applications/parse-facts.ts'
import { ownAddresses } from '../applications/readiness.ts'
import { blankFacts, type TypedFacts, writeFacts } from '../applications/write-facts.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import type { ErrorFacts } from '../errors/facts.ts'
import { type AppError, errors, isAppError, wordingOf } from '../errors.ts'
import { addAdministrator, type NewAdministrator, prepareAdministrator } from '../people/add-administrator.ts'
import { readEmail } from '../people/parse-person.ts'
import { type ApplicationRow, listApplications } from '../store/applications.ts'
import { findPersonByEmail, hasAdmin, type PersonRow } from '../store/people/people.ts'
import { lockSetup } from '../store/settings.ts'
import { planKey } from './plan-key.ts'
import {
  documentFields,
  type InitFiles,
  readInitialSetup,
  type Setup,
  type SetupAdmin,
  type SetupApplication,
  SetupError,
  writeDocument,
} from './read-setup.ts'
import type { SetupMode, SetupStep } from './steps.ts'

/** Lists the steps that applying a setup would take. */
export async function planSetup(ctx: Context, setup: Setup, mode: SetupMode): Promise<readonly SetupStep[]> {
  requireScope(ctx, 'people:manage')
  requireScope(ctx, 'applications:manage')
  requireScope(ctx, 'keys:manage')
  return plan(ctx, setup, mode, await prepareAdmin(ctx, setup, mode))
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
    throw isAppError(error) ? new SetupError([`${what}: ${words(error)}`]) : error
  }
}

/** The field is the document's; errors name the form's. */
function words({ code }: AppError): string {
  const { title, next } = wordingOf(code, 'operator')
  const { field }: ErrorFacts = errors[code]
  const name = documentFields[field as keyof TypedFacts] ?? null
  return `${name === null ? '' : `${name}: `}${title}. ${next}`
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

async function planApplication(
  ctx: Context,
  { typed, clientSecret }: SetupApplication,
  all: readonly ApplicationRow[],
  mode: SetupMode,
): Promise<SetupStep> {
  const what = `application ${typed.name} (${typed.spApiApplicationId})`
  const present = all.find(({ spApiApplicationId }) => spApiApplicationId === typed.spApiApplicationId)
  try {
    const secret = parseClientSecret(clientSecret.expose())
    const renamed = mode === 'init' && present === undefined && findCorrected(all, typed)
    if (renamed)
      return { kind: 'same', what, details: [`Here it is ${renamed.name} (${renamed.spApiApplicationId}).`] }
    if (present === undefined) {
      const wanted: TypedFacts = { ...blankFacts(ownAddresses(ctx.settings)), ...typed }
      const facts = { ...parseFacts(wanted), ...parseIdentity(wanted) }
      const run = async (tx: Tx) => {
        await createApplication(tx, facts, { value: secret, createdOn: null, isConfigured: true })
      }
      return { kind: 'create', what, details: [], run }
    }
    if (mode === 'init') return { kind: 'same', what, details: [] }
    const wanted: TypedFacts = { ...writeFacts(present), ...typed }
    const before = writeDocument(writeFacts(present))
    const after = writeDocument(wanted)
    const changed = Object.keys(after).filter((field) => after[field] !== before[field])
    const facts = { ...parseFacts(wanted), ...parseIdentity(wanted) }
    const compared = compareConfigured(ctx, present, secret)
    const hasNewSecret = compared === 'new'
    if ((changed.length > 0 || hasNewSecret) && present.definedBy === 'environment') {
      const text = 'SP_API_APPLICATION_ID defines it. Change the variables, or remove them.'
      return { kind: 'conflict', what, details: [text] }
    }
    const run = async (tx: Tx) => {
      if (changed.length > 0)
        await changeApplication(tx, present.id, present.updatedAt.toISOString(), facts, 'missing')
      if (compared === 'stored') await noteConfiguredSecret(tx, present.id, secret)
    }
    if (changed.length === 0 && !hasNewSecret) return { kind: 'same', what, details: [], run }
    const affected = await previewRoles(ctx, present, facts.roles)
    return {
      kind: 'change',
      what,
      details: [
        ...changed.map((field) => `${field}: ${before[field] || '(none)'} → ${after[field] || '(none)'}`),
        ...(affected === null ? [] : [sentence(affected)]),
        ...(hasNewSecret ? ['client secret: replaced, once Amazon has accepted it'] : []),
      ],
      run,
      ...(hasNewSecret && {
        runAfter: async (context: Context) => {
          await replaceClientSecret(context, present.id, {
            value: secret,
            createdOn: null,
            isConfigured: true,
          })
        },
      }),
    }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { kind: 'conflict', what, details: [words(error)] }
  }
}

/** An application whose id was corrected in the dashboard since: its LWA client, or else its name, is the same. */
function findCorrected(
  all: readonly ApplicationRow[],
  { lwaClientId, name = '' }: SetupApplication['typed'],
): ApplicationRow | undefined {
  const isNamed = (one: ApplicationRow) => one.name.toLowerCase() === name.trim().toLowerCase()
  const active = all.filter(({ retiredAt }) => retiredAt === null)
  return active.find((one) => one.lwaClientId === lwaClientId) ?? active.find(isNamed)
}

/** Whom new roles ask to authorize again. */
function sentence({ roles, total, names }: RolesPreview): string {
  const others = total - names.length
  const list = `${names.join(', ')}${others === 0 ? '' : ` and ${others} more`}`
  return `${list} must authorize again to give access to ${roles.join(', ')}; their tokens keep working`
}
