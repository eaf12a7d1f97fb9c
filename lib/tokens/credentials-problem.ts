import type { Context } from '../context.ts'
import { type ApplicationRow, updateApplication } from '../store/applications.ts'

/** LWA refuses the application itself: one fact on its row blocks all its authorizations, and condemns none. */
export async function recordCredentialsProblem(
  ctx: Context,
  applicationId: string,
  seen: { readonly detail: string; readonly requestId: string | null },
): Promise<void> {
  ctx.log.error(
    { applicationId, detail: seen.detail, amazonRequestId: seen.requestId },
    'credentials refused',
  )
  await updateApplication(ctx.db, applicationId, {
    credentialsProblem: seen.detail,
    credentialsProblemAt: ctx.now(),
    credentialsProblemRequestId: seen.requestId,
  })
}

/** LWA has accepted the credentials again: the incident is over. */
export async function clearCredentialsProblem(ctx: Context, application: ApplicationRow): Promise<void> {
  if (application.credentialsProblemAt === null) return
  ctx.log.info({ applicationId: application.id }, 'credentials accepted again')
  await updateApplication(ctx.db, application.id, {
    credentialsProblem: null,
    credentialsProblemAt: null,
    credentialsProblemRequestId: null,
  })
}
