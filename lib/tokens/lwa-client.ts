import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import type { LwaClient } from '../amazon/lwa.ts'
import { type LwaVerdict, lwaVerdict } from '../amazon/lwa-verdict.ts'
import type { Context } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { isVaultError } from '../errors.ts'
import { recordAcceptedClient, recordRefusedClient } from '../incidents/credentials.ts'
import { seals } from '../seals.ts'
import type { Secret } from '../secret.ts'
import { type ApplicationRow, updateApplication } from '../store/applications.ts'
import { open } from '../vault/seal.ts'

/** While only the previous secret is accepted, it is tried first for this long; then the current one is tried again. */
const previousFirstMs = 10 * 60_000

/**
 * Asks LWA with the application's client secret. If LWA rejects it, the previous secret is tried, which Amazon accepts
 * for seven more days: needing it raises an alarm. Facts about the application itself are recorded here, whatever the
 * request was. `ask` also stores anything that LWA may issue only once, such as a refresh token: the records come after
 * it, and a failed record changes nothing.
 */
export async function askLwa<T>(
  ctx: Context,
  application: ApplicationRow,
  ask: (client: LwaClient) => Promise<T>,
): Promise<T> {
  const record = (write: () => Promise<void>) =>
    write().catch((error: unknown) =>
      ctx.log.warn({ error, applicationId: application.id }, 'credentials not recorded'),
    )
  try {
    const { answer, isPrevious } = await callWithEitherSecret(ctx, application, ask)
    if (isPrevious) await record(() => recordPreviousSecretUse(ctx, application))
    await record(() => recordAcceptedClient(ctx, application))
    return answer
  } catch (error) {
    if (isAmazonError(error)) await record(() => noteRefusal(ctx, application, error))
    throw error
  }
}

async function noteRefusal(ctx: Context, application: ApplicationRow, error: AnyAmazonError): Promise<void> {
  const { failure, requestId } = error
  const isAccepted = acceptsClient[lwaVerdict(error)]
  if (isAccepted === true) await recordAcceptedClient(ctx, application)
  if (isAccepted === false) await recordRefusedClient(ctx, application, { failure, requestId })
}

/** LWA authenticates the client before it looks at the grant (RFC 6749, 5.2). Null: it didn't get there. */
const acceptsClient: Readonly<Record<LwaVerdict, boolean | null>> = {
  'grant-refused': true,
  'grant-foreign': true,
  'client-refused': false,
  'request-refused': null,
  unanswered: null,
  unreadable: null,
}

async function callWithEitherSecret<T>(
  ctx: Context,
  application: ApplicationRow,
  ask: (client: LwaClient) => Promise<T>,
): Promise<{ readonly answer: T; readonly isPrevious: boolean }> {
  let refusal: unknown
  for (const { secret, isPrevious } of secretsInTurn(ctx, application)) {
    try {
      return { answer: await ask(clientWith(application, secret)), isPrevious }
    } catch (error) {
      if (!isClientRefused(error)) throw error
      refusal = error
    }
  }
  throw refusal
}

function secretsInTurn(ctx: Context, application: ApplicationRow) {
  const current = { secret: openCurrent(ctx, application), isPrevious: false }
  const before = openPreviousSecret(ctx, application)
  if (before === null) return [current]
  const fallback = { secret: before, isPrevious: true }
  return wasJustNeeded(ctx, application) ? [fallback, current] : [current, fallback]
}

function wasJustNeeded(ctx: Context, { previousSecretUsedAt }: ApplicationRow): boolean {
  return ctx.now().getTime() - (previousSecretUsedAt?.getTime() ?? 0) < previousFirstMs
}

async function recordPreviousSecretUse(ctx: Context, application: ApplicationRow): Promise<void> {
  if (wasJustNeeded(ctx, application)) return
  ctx.log.error(
    { applicationId: application.id },
    'current client secret rejected, previous one still accepted',
  )
  await updateApplication(autocommit(ctx.db), application.id, { previousSecretUsedAt: ctx.now() })
}

/** The credentials of an application with this secret. */
export function clientWith(application: ApplicationRow, clientSecret: Secret): LwaClient {
  return { clientId: application.lwaClientId, clientSecret, tokenEndpoint: application.tokenEndpoint }
}

export function openCurrent(ctx: Context, { id, lwaClientSecretSealed }: ApplicationRow): Secret {
  return open(ctx.keyRing, lwaClientSecretSealed, seals.application.lwaClientSecretSealed({ id }))
}

/** Null: none is stored, it has expired, or it can't be opened. */
export function openPreviousSecret(ctx: Context, application: ApplicationRow): Secret | null {
  const { id, previousSecretSealed, previousSecretUntil } = application
  if (previousSecretSealed === null || previousSecretUntil === null || previousSecretUntil <= ctx.now())
    return null
  try {
    return open(ctx.keyRing, previousSecretSealed, seals.application.previousSecretSealed({ id }))
  } catch (error) {
    if (!isVaultError(error)) throw error
    return null
  }
}

function isClientRefused(error: unknown): boolean {
  return isAmazonError(error) && lwaVerdict(error) === 'client-refused'
}
