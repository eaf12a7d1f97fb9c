import type { Context } from '../context.ts'
import { type ApplicationRow, clearCredentials, refuseCredentials } from '../store/applications.ts'
import { endIncident, keepIncident } from '../store/incidents.ts'
import { newId } from '../vault/random.ts'

/** LWA refuses the application itself: one incident blocks all its authorizations, and condemns none. */
export async function recordCredentialsProblem(
  ctx: Context,
  applicationId: string,
  seen: { readonly detail: string; readonly requestId: string | null },
): Promise<void> {
  const { detail, requestId } = seen
  const now = ctx.now()
  await refuseCredentials(ctx.db, applicationId, { detail, requestId, at: now })
  const isNew = await keepIncident(ctx.db, {
    ...{ id: newId(), applicationId, problem: 'application_refused', startedAt: now, seenAt: now },
    ...{ affected: 0, tried: 0, detail, requestIds: requestId === null ? [] : [requestId] },
  })
  if (isNew) ctx.log.error({ applicationId, detail, amazonRequestId: requestId }, 'credentials refused')
}

/** LWA has accepted the credentials again: the incident is over. */
export async function clearCredentialsProblem(ctx: Context, application: ApplicationRow): Promise<void> {
  if (application.credentialsProblemAt === null) return
  await clearCredentials(ctx.db, application.id)
  if (await endIncident(ctx.db, application.id, 'application_refused', ctx.now()))
    ctx.log.info({ applicationId: application.id }, 'credentials accepted again')
}
