import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import type { Services } from '../services.ts'
import {
  consumeRecoveryCode,
  consumeTotpStep,
  countRecoveryCodes,
  deleteRecoveryCodes,
  deleteTotp,
  findTotp,
  putTotp,
  readFactors,
  replaceRecoveryCodes,
  setTotpEnabled,
} from '../store/people/factors.ts'
import { lockPerson, type PersonRow, readPerson } from '../store/people/people.ts'
import { newId } from '../vault/random.ts'
import { newRecoveryCode, recoveryCodeDigest } from '../vault/recovery-code.ts'
import { open, seal } from '../vault/seal.ts'
import { newTotpSecret, stepOf, totpAddress } from '../vault/totp.ts'
import { confirm } from './confirm.ts'
import { requirePerson } from './sessions.ts'
import { allow, refundTry } from './throttle.ts'

const codesPerSet = 10

export interface OwnFactors {
  /** Whether codes of an app are required. */
  readonly hasApp: boolean
  readonly hasPasskey: boolean
  readonly recoveryCodes: number
  /** Required by the company, for the person's role. */
  readonly isRequired: boolean
}

export async function readOwnFactors(ctx: Context): Promise<OwnFactors> {
  requireScope(ctx, 'sessions:own')
  const actor = requirePerson(ctx)
  const { hasTotp: hasApp, hasPasskey } = await readFactors(ctx.db, actor.personId)
  const role = actor.kind === 'account' ? 'account' : actor.role
  return {
    hasApp,
    hasPasskey,
    isRequired: isFactorRequired(ctx, role),
    recoveryCodes: await countRecoveryCodes(ctx.db, actor.personId),
  }
}

export interface NewApp {
  /** For the QR code. */
  readonly address: Secret
  /** For typing it in. */
  readonly key: Secret
}

/** A secret for the person's app; it counts once a code was entered. */
export async function beginApp(ctx: Context): Promise<NewApp> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await requireConfirmation(ctx)
  const person = await readPerson(ctx.db, personId)
  if (person === null) throw new AppError('person_not_found')
  const key = newTotpSecret()
  const secretSealed = seal(ctx.keyRing, key, seals.totp.secretSealed({ personId }))
  if (!(await putTotp(autocommit(ctx.db), { personId, secretSealed, createdAt: ctx.realNow() })))
    throw new AppError('app_is_on')
  return { key, address: totpAddress(key, ctx.settings.companyName, person.email) }
}

/** From now on, a password requires a code, too. Returns recovery codes, which are shown once. */
export async function enableApp(ctx: Context, code: string): Promise<readonly Secret[]> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await requireConfirmation(ctx)
  await allow(ctx, 'second-factor.person', personId)
  const codes = await inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx.db, personId)
    const app = await findTotp(tx.db, personId)
    if (person === null || app === null) throw new AppError('app_missing')
    if (app.enabledAt !== null) throw new AppError('app_is_on')
    if (!(await consumeAppCode(tx, personId, code))) throw new AppError('code_wrong')
    await setTotpEnabled(tx.db, personId, tx.realNow())
    await recordAudit(tx, 'person.app-enabled', targetOf(person))
    return writeRecoveryCodes(tx, person)
  })
  await refundTry(ctx, 'second-factor.person', personId)
  return codes
}

/** Throws `factor_required` for a person whose role requires one and who has no passkey. */
export async function disableApp(ctx: Context): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await requireConfirmation(ctx)
  await allow(ctx, 'settings.person', personId)
  await inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx.db, personId)
    if (person === null) throw new AppError('person_not_found')
    const { hasPasskey } = await readFactors(tx.db, personId)
    if (!hasPasskey && isFactorRequired(tx, person.role)) throw new AppError('factor_required')
    if (!(await deleteTotp(tx.db, personId))) return
    if (!hasPasskey) await deleteRecoveryCodes(tx.db, personId)
    await recordAudit(tx, 'person.app-disabled', targetOf(person))
  })
}

/** Ten new ones, shown once; the earlier ones stop working. */
export async function createRecoveryCodes(ctx: Context): Promise<readonly Secret[]> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await requireConfirmation(ctx)
  await allow(ctx, 'settings.person', personId)
  return inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx.db, personId)
    if (person === null) throw new AppError('person_not_found')
    const { hasTotp, hasPasskey } = await readFactors(tx.db, personId)
    if (!hasTotp && !hasPasskey) throw new AppError('factor_required')
    return writeRecoveryCodes(tx, person)
  })
}

export async function confirmWithCode(ctx: Context, code: string): Promise<void> {
  requireScope(ctx, 'sessions:own')
  const { personId } = requirePerson(ctx)
  await allow(ctx, 'second-factor.person', personId)
  await confirm(ctx, 'app', async (tx) => {
    const app = await findTotp(tx.db, personId)
    const isEnabled = app !== null && app.enabledAt !== null
    if (!isEnabled || !(await consumeAppCode(tx, personId, code))) throw new AppError('code_wrong')
  })
  await refundTry(ctx, 'second-factor.person', personId)
}

/** Consumes a code of the person's app, or one of their recovery codes. Each works once; null for any other. */
export async function consumeCode(
  tx: Tx,
  personId: string,
  code: Secret,
): Promise<'app' | 'recovery-code' | null> {
  const app = await findTotp(tx.db, personId)
  const isEnabled = app !== null && app.enabledAt !== null
  if (isEnabled && (await consumeAppCode(tx, personId, code.expose()))) return 'app'
  const digest = recoveryCodeDigest(code)
  if (digest === null || !(await consumeRecoveryCode(tx.db, personId, digest, tx.realNow()))) return null
  return 'recovery-code'
}

/** Whether the company requires a second factor from people with this role. */
export function isFactorRequired({ settings }: Pick<Services, 'settings'>, role: PersonRow['role']): boolean {
  return settings.secondFactorRoles.some((required) => required === role)
}

async function consumeAppCode(tx: Tx, personId: string, code: string): Promise<boolean> {
  const app = await findTotp(tx.db, personId)
  if (app === null) return false
  const secret = open(tx.keyRing, app.secretSealed, seals.totp.secretSealed({ personId }))
  const step = stepOf(secret, code, tx.realNow())
  return step !== null && (await consumeTotpStep(tx.db, personId, step))
}

async function writeRecoveryCodes(tx: Tx, person: PersonRow): Promise<readonly Secret[]> {
  const codes = Array.from({ length: codesPerSet }, newRecoveryCode)
  const createdAt = tx.realNow()
  await replaceRecoveryCodes(
    tx.db,
    person.id,
    codes.map((code) => ({
      id: newId(),
      personId: person.id,
      createdAt,
      digest: recoveryCodeDigest(code) ?? '',
    })),
  )
  await recordAudit(tx, 'person.recovery-codes-created', targetOf(person))
  return codes
}

function targetOf({ id, accountId }: PersonRow) {
  return { kind: 'person', id, accountId } as const
}
