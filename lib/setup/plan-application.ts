import { changeApplication, previewRoles, type RolesPreview } from '../applications/change.ts'
import { noteConfiguredSecret, replaceClientSecret } from '../applications/client-secrets.ts'
import { compareConfigured } from '../applications/configured-secret.ts'
import { createApplication } from '../applications/create.ts'
import {
  type ApplicationFacts,
  environmentFields,
  type FactsBesideEnvironment,
} from '../applications/facts.ts'
import { identityFields, parseClientSecret, parseFacts, parseIdentity } from '../applications/parse-facts.ts'
import { ownAddresses } from '../applications/readiness.ts'
import { blankFacts, type TypedFacts, writeFacts } from '../applications/write-facts.ts'
import type { Context, Tx } from '../context.ts'
import { isAppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { describeRefusal, documentFields, type SetupApplication, writeDocument } from './read-setup.ts'
import type { SetupMode, SetupStep } from './steps.ts'

/** Compares an application with what exists. */
export async function planApplication(
  ctx: Context,
  { typed, clientSecret }: SetupApplication,
  all: readonly ApplicationRow[],
  mode: SetupMode,
): Promise<SetupStep> {
  const what = `application ${typed.name} (${typed.spApiApplicationId})`
  const present = all.find(({ spApiApplicationId }) => spApiApplicationId === typed.spApiApplicationId)
  try {
    const secret = parseClientSecret(clientSecret.expose())
    if (present === undefined) return planNew(ctx, { what, typed, secret, all, mode })
    if (mode === 'init') return { kind: 'same', what, details: [] }
    const conflict = findConflict(ctx, present, typed, secret)
    return conflict === null
      ? await planChange(ctx, { what, present, facts: parseWanted(present, typed), secret })
      : { kind: 'conflict', what, details: [conflict] }
  } catch (error) {
    if (!isAppError(error)) throw error
    return { kind: 'conflict', what, details: [describeRefusal(error)] }
  }
}

type Typed = SetupApplication['typed']

interface Wanted {
  /** The application, in words. */
  readonly what: string
  readonly secret: Secret
}

interface WantedNew extends Wanted {
  readonly typed: Typed
  readonly all: readonly ApplicationRow[]
  readonly mode: SetupMode
}

function planNew(ctx: Context, { what, typed, secret, all, mode }: WantedNew): SetupStep {
  const renamed = mode === 'init' && findCorrected(all, typed)
  if (renamed)
    return { kind: 'same', what, details: [`Here it is ${renamed.name} (${renamed.spApiApplicationId}).`] }
  const wanted: TypedFacts = { ...blankFacts(ownAddresses(ctx.settings)), ...typed }
  const facts = { ...parseFacts(wanted), ...parseIdentity(wanted) }
  const run = async (tx: Tx) => {
    await createApplication(tx, facts, { value: secret, createdOn: null, isConfigured: true })
  }
  return { kind: 'create', what, details: [], run }
}

/** Why a setup can't change the application, as a sentence; null: it can. */
function findConflict(
  ctx: Context,
  present: ApplicationRow,
  typed: Readonly<Record<string, string>>,
  secret: Secret,
): string | null {
  if (present.retiredAt !== null)
    return 'It is retired. Restore it at /ops/applications, or leave it out of the file.'
  if (present.definedBy !== 'environment') return null
  const stored = writeFacts(present)
  const differing = identityFields.filter(
    (field) => (typed[field]?.trim() ?? stored[field]) !== stored[field],
  )
  const variables = [
    ...differing.map((field) => [documentFields[field], environmentFields[field]] as const),
    ...(compareConfigured(ctx, present, secret) === 'new'
      ? [['client secret', 'LWA_CLIENT_SECRET'] as const]
      : []),
  ]
  if (variables.length === 0) return null
  const texts = variables.map(([fact, variable]) => `${fact} comes from ${variable}`)
  return `${texts.join('; ')}. Change it there, or correct the file.`
}

/** What is to be stored: the file's facts, and those that it leaves out as they are. */
function parseWanted(present: ApplicationRow, typed: Typed): ApplicationFacts | FactsBesideEnvironment {
  const wanted: TypedFacts = { ...writeFacts(present), ...typed }
  const facts = parseFacts(wanted)
  return present.definedBy === 'environment' ? facts : { ...facts, ...parseIdentity(wanted) }
}

interface WantedChange extends Wanted {
  readonly present: ApplicationRow
  readonly facts: ApplicationFacts | FactsBesideEnvironment
}

async function planChange(ctx: Context, { what, present, facts, secret }: WantedChange): Promise<SetupStep> {
  const before = writeDocument(writeFacts(present))
  const roles = facts.roles.map((name) => ({ name }))
  const after = writeDocument(writeFacts({ ...present, ...facts, roles }))
  const changed = Object.keys(after).filter((field) => after[field] !== before[field])
  const compared = compareConfigured(ctx, present, secret)
  const hasNewSecret = compared === 'new'
  const run = async (tx: Tx) => {
    if (changed.length > 0)
      await changeApplication(tx, present.id, present.updatedAt.toISOString(), facts, 'missing')
    // The next start compares it with the variable.
    if (compared === 'stored' && present.definedBy !== 'environment')
      await noteConfiguredSecret(tx, present.id, secret)
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
}

/** An application whose id was corrected in the dashboard since: its LWA client, or else its name, is the same. */
function findCorrected(
  all: readonly ApplicationRow[],
  { lwaClientId, name = '' }: Typed,
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
