import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { parseName } from '../parse-name.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import type { Secret } from '../secret.ts'
import { deleteRecoveryCodes, readFactors } from '../store/people/factors.ts'
import { listIdentities } from '../store/people/identities.ts'
import {
  deletePasskey,
  findPasskey,
  insertPasskey,
  listPasskeys,
  setPasskeyName,
  setPasskeyUsed,
} from '../store/people/passkeys.ts'
import { lockPerson, type PersonRow, readPerson } from '../store/people/people.ts'
import {
  makeCreationOptions,
  makeRequestOptions,
  type PasskeyCreationOptions,
  type PasskeyRequestOptions,
  type RelyingParty,
  readCredentialId,
  relyingPartyOf,
  verifyCreation,
  verifyRequest,
} from '../vault/passkey.ts'
import { newId } from '../vault/random.ts'
import { type Begun, beginCeremony, endCeremony } from './ceremonies.ts'
import { confirm } from './confirm.ts'
import { requirePerson } from './sessions.ts'
import { allow, refundTry } from './throttle.ts'

/** More than a person has devices. */
const mostPasskeys = 20

export interface OwnPasskey {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
  /** Null: not yet. */
  readonly usedAt: Date | null
}

/** Whether browsers offer passkeys at this installation's address. */
export function hasPasskeys(ctx: Pick<Context, 'settings'>): boolean {
  return relyingPartyOf(ctx.settings.appUrl) !== null
}

/** The signed-in person's own, the oldest first. */
export async function listOwnPasskeys(ctx: Context): Promise<OwnPasskey[]> {
  requireScope(ctx, 'sessions:own')
  const rows = await listPasskeys(ctx.db, requirePerson(ctx).personId)
  // Shown next to times of the demo clock, so converted to it.
  const ahead = ctx.now().getTime() - ctx.realNow().getTime()
  const shown = (at: Date) => new Date(at.getTime() + ahead)
  return rows.map(({ id, name, createdAt, usedAt }) => ({
    id,
    name,
    createdAt: shown(createdAt),
    usedAt: usedAt === null ? null : shown(usedAt),
  }))
}

/** The first half of adding a passkey: the options for the browser. */
export async function beginPasskey(ctx: Context): Promise<Begun<PasskeyCreationOptions>> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await requireConfirmation(ctx)
  const person = await readPerson(ctx.db, personId)
  if (person === null) throw new AppError('person_not_found')
  const known = await listPasskeys(ctx.db, personId)
  if (known.length >= mostPasskeys) throw new AppError('passkeys_full')
  const options = await makeCreationOptions(requireParty(ctx), {
    partyName: ctx.settings.companyName,
    personId,
    email: person.email,
    name: person.name,
    known,
  })
  const { challenge } = options
  return { options, token: await beginCeremony(ctx, 'add-passkey', { personId, challenge }) }
}

/** The second half: the browser's answer. */
export async function addPasskey(
  ctx: Context,
  request: { readonly token: Secret | null; readonly answer: string; readonly name: string },
): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await requireConfirmation(ctx)
  await allow(ctx, 'settings.person', personId)
  const begun = await endCeremony(ctx, 'add-passkey', request.token)
  // Another person has signed in here in the meantime: the passkey would be theirs, but created by someone else.
  if (begun.personId !== personId) throw new AppError('ceremony_over')
  const name = parseName(request.name)
  const made = await verifyCreation(requireParty(ctx), begun.challenge, request.answer)
  if (made === null) throw new AppError('passkey_refused')
  const createdAt = ctx.realNow()
  await inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx.db, personId)
    if (person === null) throw new AppError('person_not_found')
    if ((await listPasskeys(tx.db, personId)).length >= mostPasskeys) throw new AppError('passkeys_full')
    const id = newId()
    if (!(await insertPasskey(tx.db, { ...made, id, personId, name, createdAt, usedAt: null })))
      throw new AppError('passkey_refused')
    await recordAudit(tx, 'person.passkey-added', targetOf(person), { passkeyId: id, name })
  })
}

export async function renamePasskey(ctx: Context, id: string, wanted: string): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await allow(ctx, 'settings.person', personId)
  const name = parseName(wanted)
  await inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx.db, personId)
    const from = isRowId(id) ? await setPasskeyName(tx.db, personId, id, name) : null
    if (person === null || from === null) throw new AppError('passkey_not_found')
    if (from === name) return
    await recordAudit(tx, 'person.passkey-renamed', targetOf(person), {
      passkeyId: id,
      previousName: from,
      name,
    })
  })
}

/**
 * Throws `confirmation_required`, `passkey_not_found`, `too_many_requests`, and `identity_needed` if it is the person's
 * only way to sign in.
 */
export async function removePasskey(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await requireConfirmation(ctx)
  await allow(ctx, 'settings.person', personId)
  await inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx.db, personId)
    const name = isRowId(id) ? await deletePasskey(tx.db, personId, id) : null
    if (person === null || name === null) throw new AppError('passkey_not_found')
    const isRequired = tx.settings.secondFactorRoles.some((role) => role === person.role)
    const isLast = (await listPasskeys(tx.db, personId)).length === 0
    const hasOther = person.passwordHash !== null || (await listIdentities(tx.db, personId)).length > 0
    if (isLast && !hasOther) throw new AppError('identity_needed')
    const { hasTotp } = await readFactors(tx.db, personId)
    if (isLast && !hasTotp && isRequired) throw new AppError('factor_required')
    if (isLast && !hasTotp) await deleteRecoveryCodes(tx.db, personId)
    await recordAudit(tx, 'person.passkey-removed', targetOf(person), { passkeyId: id, name })
  })
}

/** The first half of a confirmation. Throws `passkey_not_found` for a person who has none. */
export async function beginPasskeyConfirmation(ctx: Context): Promise<Begun<PasskeyRequestOptions>> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  const known = await listPasskeys(ctx.db, personId)
  if (known.length === 0) throw new AppError('passkey_not_found')
  const options = await makeRequestOptions(requireParty(ctx), known)
  const { challenge } = options
  return { options, token: await beginCeremony(ctx, 'passkey-confirmation', { personId, challenge }) }
}

/** The second half. */
export async function confirmWithPasskey(
  ctx: Context,
  { token, answer }: { readonly token: Secret | null; readonly answer: string },
): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await allow(ctx, 'passkey.address')
  const begun = await endCeremony(ctx, 'passkey-confirmation', token)
  if (begun.personId !== personId) throw new AppError('ceremony_over')
  const proved = await provePasskey(ctx, begun.challenge, answer)
  if (proved?.person.id !== personId) throw new AppError('passkey_refused')
  await confirm(ctx, 'passkey', async (tx) => {
    const next = { counter: proved.counter, usedAt: tx.realNow() }
    if (!(await setPasskeyUsed(tx.db, proved.passkey, next))) throw new AppError('passkey_refused')
  })
  await refundTry(ctx, 'passkey.address')
}

/**
 * The person whose passkey has signed this challenge, and its new counter, which the caller stores; null if there is
 * none.
 */
export async function provePasskey(ctx: Context, challenge: string, answer: string) {
  const credentialId = readCredentialId(answer)
  const found = credentialId === null ? null : await findPasskey(ctx.db, credentialId)
  if (found === null) return null
  const verified = await verifyRequest(requireParty(ctx), challenge, answer, found.passkey)
  return verified === null ? null : { ...found, counter: verified.counter }
}

/** Throws `passkeys_unavailable` at an address where browsers offer none. */
export function requireParty({ settings }: Context): RelyingParty {
  const party = relyingPartyOf(settings.appUrl)
  if (party === null) throw new AppError('passkeys_unavailable')
  return party
}

function targetOf({ id, accountId }: PersonRow) {
  return { kind: 'person', id, accountId } as const
}
