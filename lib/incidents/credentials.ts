import type { SharedProblem } from '#drizzle/schema.ts'
import type { Context } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import type { Failure } from '../failure.ts'
import { type ApplicationRow, acceptCredentials, refuseCredentials } from '../store/applications.ts'
import { closeIncident, type NewIncident, openOrUpdateIncident } from '../store/incidents.ts'
import { newId } from '../vault/random.ts'

/** What Amazon said, and under which request id. */
interface Seen {
  readonly failure: Failure
  readonly requestId: string | null
}

/** LWA refuses the application itself: one incident blocks all its authorizations, and condemns none. */
export async function recordRefusedClient(
  ctx: Context,
  application: ApplicationRow,
  seen: Seen,
): Promise<void> {
  const incident = incidentOf(ctx, application.id, 'application_refused', seen)
  if (await refuseCredentials(autocommit(ctx.db), application, incident))
    ctx.log.error({ applicationId: application.id, ...seen }, 'credentials refused')
}

/** LWA has let the application in: that incident is over. */
export async function recordAcceptedClient(ctx: Context, { id, credentialsProblemAt }: ApplicationRow) {
  if (credentialsProblemAt === null) return
  if (await acceptCredentials(autocommit(ctx.db), id, ctx.now()))
    ctx.log.info({ applicationId: id }, 'credentials accepted again')
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
