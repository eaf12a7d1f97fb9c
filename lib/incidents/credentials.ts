import type { SharedProblem } from '#drizzle/schema.ts'
import { type Context, inTransaction, type Tx } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import type { Failure } from '../failure.ts'
import {
  type ApplicationRow,
  acceptedCredentials,
  discardAccessTokens,
  refuseCredentials,
  updateApplication,
} from '../store/applications.ts'
import { closeIncident, type NewIncident, openOrUpdateIncident } from '../store/incidents.ts'
import { newId } from '../vault/random.ts'

/** What Amazon said, and under which request id. */
interface Seen {
  readonly failure: Failure
  readonly requestId: string | null
}

/** LWA refuses the application itself: one incident blocks all its authorizations, and no seller is held responsible. */
export async function recordRefusedClient(
  ctx: Context,
  application: ApplicationRow,
  seen: Seen,
): Promise<void> {
  const incident = incidentOf(ctx, application.id, 'application_refused', seen)
  const refusal = { ...seen, seenAt: incident.seenAt }
  const isNew = await inTransaction(
    ctx,
    async (tx) =>
      (await refuseCredentials(tx.db, application, refusal)) && openOrUpdateIncident(tx.db, incident),
  )
  if (isNew) ctx.log.error({ applicationId: application.id, ...seen }, 'credentials refused')
}

/** LWA accepts the application's credentials, which closes that incident. */
export async function recordAcceptedClient(ctx: Context, { id, credentialsProblemAt }: ApplicationRow) {
  if (credentialsProblemAt === null) return
  const wasOpen = await inTransaction(ctx, async (tx) => {
    await updateApplication(tx.db, id, acceptedCredentials)
    return closeIncident(tx.db, id, 'application_refused', ctx.now())
  })
  if (wasOpen) ctx.log.info({ applicationId: id }, 'credentials accepted again')
}

/** Tokens of an expired secret are renewed within this time. */
const spreadMs = 60_000

/** Another client secret is in place: both incidents of the previous one are over, and tokens of an expired one are renewed. */
export async function recordNewSecret(tx: Tx, applicationId: string): Promise<void> {
  await closeIncident(tx.db, applicationId, 'application_refused', tx.now())
  const wasExpired = await closeIncident(tx.db, applicationId, 'secret_expired', tx.now())
  if (wasExpired) await discardAccessTokens(tx.db, applicationId, tx.now(), spreadMs)
}

/**
 * SP-API says that the client secret has expired. LWA may not know it yet: as long as it gives tokens, they are
 * renewed and handed out, and nobody is blocked. Only SP-API, or another secret, ends this incident.
 */
export async function recordExpiredSecret(ctx: Context, applicationId: string, seen: Seen): Promise<void> {
  if (await openOrUpdateIncident(autocommit(ctx.db), incidentOf(ctx, applicationId, 'secret_expired', seen)))
    ctx.log.error({ applicationId, ...seen }, 'client secret expired')
}

/**
 * SP-API has accepted an access token that LWA gave at `madeAt`. One from before the incident says nothing about the
 * secret since.
 */
export async function recordAcceptedSecret(ctx: Context, applicationId: string, madeAt: Date): Promise<void> {
  if (await closeIncident(autocommit(ctx.db), applicationId, 'secret_expired', ctx.now(), madeAt))
    ctx.log.info({ applicationId }, 'client secret accepted again')
}

function incidentOf(
  ctx: Context,
  applicationId: string,
  problem: SharedProblem,
  { failure, requestId }: Seen,
): NewIncident {
  const now = ctx.now()
  return {
    ...{ id: newId(), applicationId, problem, startedAt: now, seenAt: now },
    ...{ affected: 0, tried: 0, failure, requestIds: requestId === null ? [] : [requestId] },
  }
}
