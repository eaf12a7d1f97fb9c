import type { SharedProblem } from '#drizzle/schema.ts'
import { type Context, inTransaction, type Tx } from '../context.ts'
import type { Failure } from '../failure.ts'
import {
  type ApplicationRow,
  acceptedCredentials,
  discardAccessTokens,
  refuseCredentials,
  updateApplication,
} from '../store/applications.ts'
import { findOpenIncident, type NewIncident } from '../store/incidents.ts'
import { newId } from '../vault/random.ts'
import { endIncident, openIncident } from './record.ts'

/** Amazon's answer, and its request id. */
interface Refusal {
  readonly failure: Failure
  readonly requestId: string | null
}

/**
 * LWA refuses the application itself: one incident blocks all its authorizations, and no seller is held responsible.
 */
export async function recordRefusedClient(
  ctx: Context,
  application: ApplicationRow,
  refusal: Refusal,
): Promise<void> {
  const incident = incidentOf(ctx, application.id, 'application_refused', refusal)
  const dated = { ...refusal, seenAt: incident.seenAt }
  const isNew = await inTransaction(
    ctx,
    async (tx) => (await refuseCredentials(tx.db, application, dated)) && openIncident(tx, incident),
  )
  if (isNew) ctx.log.error({ applicationId: application.id, ...refusal }, 'credentials refused')
}

/** LWA accepts the application's credentials, which closes that incident. */
export async function recordAcceptedClient(ctx: Context, { id, credentialsProblemAt }: ApplicationRow) {
  if (credentialsProblemAt === null) return
  const wasOpen = await inTransaction(ctx, async (tx) => {
    await updateApplication(tx.db, id, acceptedCredentials)
    return endIncident(tx, id, 'application_refused')
  })
  if (wasOpen) ctx.log.info({ applicationId: id }, 'credentials accepted again')
}

/** Nobody is left who could ask Amazon again: the application was retired, and has no authorization that is in use. */
export async function recordAbandonedClient(
  ctx: Context,
  { applicationId, problem }: Pick<NewIncident, 'applicationId' | 'problem'>,
): Promise<void> {
  const wasOpen = await inTransaction(ctx, async (tx) => {
    if (problem === 'application_refused') await updateApplication(tx.db, applicationId, acceptedCredentials)
    return endIncident(tx, applicationId, problem)
  })
  if (wasOpen) ctx.log.info({ applicationId, problem }, 'incident of a retired application resolved')
}

/** Tokens of an expired secret are renewed within this time. */
const spreadMs = 60_000

/**
 * Another client secret is in force: both incidents of the previous one end, and tokens of an expired one are renewed.
 */
export async function recordNewSecret(tx: Tx, applicationId: string): Promise<void> {
  await endIncident(tx, applicationId, 'application_refused')
  const wasExpired = await endIncident(tx, applicationId, 'secret_expired')
  if (wasExpired) await discardAccessTokens(tx.db, applicationId, tx.now(), spreadMs)
}

/**
 * SP-API reports that the client secret has expired. LWA may not know it yet: as long as it issues tokens, they are
 * refreshed and returned, and nothing is blocked. Only SP-API, or a new secret, ends this incident.
 */
export async function recordExpiredSecret(
  ctx: Context,
  applicationId: string,
  refusal: Refusal,
): Promise<void> {
  const incident = incidentOf(ctx, applicationId, 'secret_expired', refusal)
  if (await inTransaction(ctx, (tx) => openIncident(tx, incident)))
    ctx.log.error({ applicationId, ...refusal }, 'client secret expired')
}

/**
 * SP-API accepted an access token that LWA issued at `madeAt`. A token from before the incident proves nothing about
 * the secret.
 */
export async function recordAcceptedSecret(ctx: Context, applicationId: string, madeAt: Date): Promise<void> {
  const open = await findOpenIncident(ctx.db, applicationId, 'secret_expired')
  if (open === null || open.startedAt > madeAt) return
  if (await inTransaction(ctx, (tx) => endIncident(tx, applicationId, 'secret_expired', madeAt)))
    ctx.log.info({ applicationId }, 'client secret accepted again')
}

function incidentOf(
  ctx: Context,
  applicationId: string,
  problem: SharedProblem,
  { failure, requestId }: Refusal,
): NewIncident {
  const now = ctx.now()
  return {
    id: newId(),
    applicationId,
    problem,
    startedAt: now,
    seenAt: now,
    affected: 0,
    tried: 0,
    failure,
    requestIds: requestId === null ? [] : [requestId],
  }
}
