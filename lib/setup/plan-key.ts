import type { Context, Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { defineApiKey } from '../keys/define-key.ts'
import { spellName } from '../parse-name.ts'
import { type ApiKeyRow, findApiKeyByPrefix } from '../store/api-keys.ts'
import { type ApplicationRow, listApplications } from '../store/applications.ts'
import { readApiKey } from '../vault/api-key.ts'
import { sameDigest } from '../vault/digest.ts'
import type { SetupApplication, SetupKey } from './read-setup.ts'
import type { SetupMode, SetupStep } from './steps.ts'

/** Compares a key with what exists. `others`: the applications of the same setup, which are there before it. */
export async function planKey(
  ctx: Context,
  wanted: SetupKey,
  mode: SetupMode,
  others: readonly SetupApplication[],
): Promise<SetupStep> {
  const { key, scopes } = wanted
  const name = spellName(wanted.name)
  const application = wanted.application === null ? null : spellName(wanted.application)
  const presented = readApiKey(key.expose())
  const what = `API key ${name} (${presented?.prefix ?? ''}…)`
  const present = presented === null ? null : await findApiKeyByPrefix(ctx.db, presented.prefix)
  const all = await listApplications(ctx.db)
  const names = namesAfter(all, others)
  if (present !== null && presented !== null) {
    if (present.revokedAt !== null) return { kind: 'same', what, details: ['It was revoked, and stays so.'] }
    const isReplaced = !isSecretOf(present, presented.digest, ctx.now())
    if (mode === 'init') return { kind: 'same', what, details: isReplaced ? [replaced] : [] }
    const fault = isReplaced
      ? `${replaced} Put the new one into the file.`
      : compare(present, { name, scopes, application }, all, names)
    return fault === null ? { kind: 'same', what, details: [] } : { kind: 'conflict', what, details: [fault] }
  }
  if (application !== null && idOf(names, application) === null) {
    return { kind: 'conflict', what, details: [`There is no application “${application}”.`] }
  }
  const run = async (tx: Tx) => {
    const applicationId = application === null ? null : findNamed(await listApplications(tx.db), application)
    await defineApiKey(tx, { name, key, scopes, applicationId })
  }
  return { kind: 'create', what, details: [`scopes: ${scopes.join(' ')}`], run }
}

const replaced = 'Its secret was replaced since.'

/** The current one, or the previous one while it works. */
function isSecretOf(
  { digest, previousDigest, previousUntil }: ApiKeyRow,
  presented: string,
  now: Date,
): boolean {
  if (sameDigest(digest, presented)) return true
  return previousUntil !== null && previousUntil > now && sameDigest(previousDigest, presented)
}

/** How a key differs from the file, as a sentence; null: not at all. */
function compare(
  present: ApiKeyRow,
  { name, scopes, application }: Omit<SetupKey, 'key'>,
  all: readonly ApplicationRow[],
  names: ReadonlyMap<string, string>,
): string | null {
  const its = all.find(({ id }) => id === present.applicationId)
  const called = its === undefined ? 'all' : (names.get(its.spApiApplicationId) ?? its.name)
  const wanted = application === null ? 'all' : (names.get(idOf(names, application) ?? '') ?? application)
  const facts = [
    ['name', present.name, name],
    ['scopes', spellScopes(present.scopes), spellScopes(scopes)],
    ['application', called, wanted],
  ] as const
  const differing = facts.filter(([, before, after]) => before !== after)
  if (differing.length === 0) return null
  const texts = differing.map(([fact, before, after]) => `${fact}: ${before} (in the file: ${after})`)
  return `${texts.join('; ')}. A key can’t be changed: make a new one, or correct the file.`
}

const spellScopes = (scopes: readonly string[]): string => [...new Set(scopes)].sort().join(' ')

/** The names of the applications in use by Amazon’s id, once those of the setup are applied. */
function namesAfter(
  all: readonly ApplicationRow[],
  others: readonly SetupApplication[],
): ReadonlyMap<string, string> {
  return new Map([
    ...inUse(all).map(({ spApiApplicationId, name }) => [spApiApplicationId, name] as const),
    ...others.map(({ typed }) => [typed.spApiApplicationId, spellName(typed.name ?? '')] as const),
  ])
}

const inUse = (all: readonly ApplicationRow[]): readonly ApplicationRow[] =>
  all.filter(({ retiredAt }) => retiredAt === null)

function idOf(names: ReadonlyMap<string, string>, word: string): string | null {
  return [...names].find(([id, name]) => name === word || id === word)?.[0] ?? null
}

function findNamed(all: readonly ApplicationRow[], word: string): string {
  const found = inUse(all).find(
    ({ name, spApiApplicationId }) => name === word || spApiApplicationId === word,
  )
  if (found === undefined) throw new AppError('application_not_found')
  return found.id
}
