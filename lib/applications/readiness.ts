import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { type ApplicationRow, listApplications } from '../store/applications.ts'

export interface Readiness {
  readonly ready: boolean
  /** What is missing, one sentence each, for whoever sets it up. */
  readonly missing: readonly string[]
}

/** Whether a seller can be sent to Amazon. Decides if the Authorize button shows. */
export async function readReadiness(ctx: Context): Promise<Readiness> {
  requireScope(ctx, 'authorizations:read')
  const [application] = await listApplications(ctx.db)
  const missing = missingOf(application ?? null, ctx.settings.redirectUri, ctx.amazon.origins.simulated)
  return { ready: missing.length === 0, missing }
}

/** The application that sellers authorize. Throws `application_not_ready`. */
export async function readyApplication(ctx: Context): Promise<ApplicationRow> {
  requireScope(ctx, 'authorizations:begin')
  const [application] = await listApplications(ctx.db)
  const missing = missingOf(application ?? null, ctx.settings.redirectUri, ctx.amazon.origins.simulated)
  if (application === undefined || missing.length > 0)
    throw new AppError('application_not_ready', { missing })
  return application
}

/** Pure. */
function missingOf(application: ApplicationRow | null, redirectUri: string, simulated: boolean): string[] {
  if (application === null) {
    return ['Set SP_API_APPLICATION_ID, LWA_CLIENT_ID and LWA_CLIENT_SECRET, and start again.']
  }
  const missing: string[] = []
  if (!simulated && !redirectUri.startsWith('https://')) {
    missing.push('Set APP_URL to an https address: Amazon redirects to no other. A tunnel will do.')
  }
  return missing
}
