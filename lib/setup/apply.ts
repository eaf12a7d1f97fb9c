import { changeApplication, previewRoles, type RolesPreview } from '../applications/change.ts'
import { replaceClientSecret } from '../applications/client-secrets.ts'
import { createApplication } from '../applications/create.ts'
import { parseClientSecret, parseFacts, parseIdentity } from '../applications/parse-facts.ts'
import { ownAddresses } from '../applications/readiness.ts'
import { openBefore } from '../applications/seal-client-secret.ts'
import { blankFacts, type TypedFacts, writeFacts } from '../applications/write-facts.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import type { ErrorFacts } from '../errors/facts.ts'
import { AppError, errors, isAppError, wordingOf } from '../errors.ts'
import { defineApiKey } from '../keys/define-key.ts'
import { addAdministrator, type NewAdministrator, prepareAdministrator } from '../people/add-administrator.ts'
import { readEmail } from '../people/parse-person.ts'
import { findApiKeyByPrefix } from '../store/api-keys.ts'
import { type ApplicationRow, listApplications } from '../store/applications.ts'
import { findPersonByEmail, hasAdmin } from '../store/people/people.ts'
import { lockSetup } from '../store/settings.ts'
import { readApiKey } from '../vault/api-key.ts'
import { sameDigest, sameSecret } from '../vault/digest.ts'
import {
  documentFields,
  type Setup,
  type SetupAdmin,
  type SetupApplication,
  SetupError,
  type SetupKey,
  writeDocument,
} from './read-setup.ts'

/** One item of a setup, compared with what exists. */
export interface SetupStep {
  /** `conflict`: it can't be applied. `details` say why. */
  readonly kind: 'create' | 'change' | 'same' | 'conflict'
  readonly what: string
  /** The changes. Never the value of a secret. */
  readonly details: readonly string[]
  readonly run?: (tx: Tx) => Promise<void>
  /** Asks Amazon, so it can't be part of a transaction. */
  readonly runAfter?: (ctx: Context) => Promise<void>
}

/**
 * `init`: runs at each start. It adds missing items and changes nothing, so that changes in the dashboard survive.
 * `apply`: for a person who runs the command. It also changes items that differ.
 */
export type SetupMode = 'init' | 'apply'

const mark = { create: '+', change: '~', same: '=', conflict: '!' } as const

/** A line for each item, and below it its changes. */
export function describeSteps(steps: readonly SetupStep[]): string {
  return steps
    .flatMap(({ kind, what, details }) => [
      `${mark[kind]} ${what}`,
      ...details.map((detail) => `    ${detail}`),
    ])
    .join('\n')
}

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
  const address = readEmail(email)
  const present = address === null ? null : await findPersonByEmail(ctx.db, address)
  return present !== null && present.role !== 'account'
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
    ...(await Promise.all(setup.apiKeys.map((key) => planKey(ctx, key)))),
  ]
}

async function planAdmin(
  ctx: Context,
  admin: SetupAdmin,
  mode: SetupMode,
  prepared: NewAdministrator | null,
): Promise<SetupStep> {
  const what = `administrator ${admin.email}`
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
    if (present === undefined) {
      const wanted: TypedFacts = { ...blankFacts(ownAddresses(ctx.settings)), ...typed }
      const facts = { ...parseFacts(wanted), ...parseIdentity(wanted) }
      const run = async (tx: Tx) => {
        await createApplication(tx, facts, { value: secret, createdOn: null })
      }
      return { kind: 'create', what, details: [], run }
    }
    if (mode === 'init') return { kind: 'same', what, details: [] }
    const wanted: TypedFacts = { ...writeFacts(present), ...typed }
    const before = writeDocument(writeFacts(present))
    const after = writeDocument(wanted)
    const changed = Object.keys(after).filter((field) => after[field] !== before[field])
    const facts = { ...parseFacts(wanted), ...parseIdentity(wanted) }
    if (changed.length > 0 && present.definedBy === 'environment') {
      const text = 'SP_API_APPLICATION_ID defines it. Change the variables, or remove them.'
      return { kind: 'conflict', what, details: [text] }
    }
    const hasNewSecret = !sameSecret(openBefore(ctx, present), secret)
    if (changed.length === 0 && !hasNewSecret) return { kind: 'same', what, details: [] }
    const affected = await previewRoles(ctx, present, facts.roles)
    return {
      kind: 'change',
      what,
      details: [
        ...changed.map((field) => `${field}: ${before[field] || '(none)'} → ${after[field] || '(none)'}`),
        ...(affected === null ? [] : [sentence(affected)]),
        ...(hasNewSecret ? ['client secret: replaced, once Amazon has accepted it'] : []),
      ],
      ...(changed.length > 0 && {
        run: (tx: Tx) => changeApplication(tx, present.id, present.updatedAt.toISOString(), facts, 'missing'),
      }),
      ...(hasNewSecret && {
        runAfter: async (context: Context) => {
          await replaceClientSecret(context, present.id, { value: secret, createdOn: null })
        },
      }),
    }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { kind: 'conflict', what, details: [words(error)] }
  }
}

/** Whom new roles ask to authorize again. */
function sentence({ roles, total, names }: RolesPreview): string {
  const others = total - names.length
  const list = `${names.join(', ')}${others === 0 ? '' : ` and ${others} more`}`
  return `${list} must authorize again to give access to ${roles.join(', ')}; their tokens keep working`
}

async function planKey(ctx: Context, { name, key, scopes, application }: SetupKey): Promise<SetupStep> {
  const presented = readApiKey(key.expose())
  const what = `API key ${name} (${presented?.prefix ?? ''}…)`
  const present = presented === null ? null : await findApiKeyByPrefix(ctx.db, presented.prefix)
  if (present !== null && presented !== null) {
    const isSame =
      sameDigest(present.digest, presented.digest) || sameDigest(present.previousDigest, presented.digest)
    return isSame
      ? { kind: 'same', what, details: present.revokedAt === null ? [] : ['It was revoked, and stays so.'] }
      : { kind: 'conflict', what, details: ['Another key has this public part. Make a new key.'] }
  }
  const run = async (tx: Tx) => {
    const applicationId = application === null ? null : findNamed(await listApplications(tx.db), application)
    await defineApiKey(tx, { name, key, scopes, applicationId })
  }
  return { kind: 'create', what, details: [`scopes: ${scopes.join(' ')}`], run }
}

function findNamed(all: readonly ApplicationRow[], word: string): string {
  const found = all.find(({ name, spApiApplicationId }) => name === word || spApiApplicationId === word)
  if (found === undefined) throw new AppError('application_not_found')
  return found.id
}
