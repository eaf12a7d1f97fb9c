import type { PartnerType } from '#drizzle/schema.ts'
import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { type ApplicationRow, listApplications } from '../store/applications.ts'
import { hasConsent, installationOf, judgeReadiness, type Readiness } from './readiness.ts'

/** What a seller sees of an application. */
export interface Offer {
  readonly id: string
  readonly name: string
  readonly partnerTypes: readonly PartnerType[]
}

/** The applications that a seller may authorize now; the environment's comes first. */
export async function listOffers(ctx: Context): Promise<readonly Offer[]> {
  requireScope(ctx, 'authorizations:begin')
  const ready = await listReady(ctx)
  return ready.map(({ id, name, partnerTypes }) => ({ id, name, partnerTypes }))
}

/**
 * The application that a seller is sent to Amazon for: the wanted one, else the first that is ready for them.
 * Throws `application_not_found`, `application_not_ready`, `application_partner_type`.
 */
export async function chooseApplication(
  ctx: Context,
  wanted: { readonly applicationId: string | null; readonly partnerType: PartnerType },
): Promise<ApplicationRow> {
  requireScope(ctx, 'authorizations:begin')
  const all = await listApplications(ctx.db)
  const { applicationId, partnerType } = wanted
  if (applicationId !== null) {
    const found = all.find(({ id }) => id === applicationId)
    if (found === undefined) throw new AppError('application_not_found', { applicationId })
    requireReady(ctx, found, partnerType)
    return found
  }
  const ready = all.filter((row) => isReady(ctx, row))
  if (ready.length === 0) throw new AppError('application_not_ready')
  const chosen = ready.find(({ partnerTypes }) => partnerTypes.includes(partnerType))
  if (chosen === undefined) throw new AppError('application_partner_type', { partnerType })
  return chosen
}

/** Throws `application_not_ready`, `application_partner_type` unless such a selling partner can be sent to Amazon. */
export function requireReady(ctx: Context, application: ApplicationRow, partnerType: PartnerType): void {
  const { ready, missing } = judgeReadiness(application, installationOf(ctx))
  if (!ready) throw new AppError('application_not_ready', { applicationId: application.id, missing })
  if (!application.partnerTypes.includes(partnerType))
    throw new AppError('application_partner_type', { applicationId: application.id, partnerType })
}

/** What keeps sellers from authorizing, over all applications that are there to be authorized. */
export async function readReadiness(ctx: Context): Promise<Readiness> {
  requireScope(ctx, 'applications:read')
  const all = await listApplications(ctx.db)
  const meant = all.filter(hasConsent)
  const judged = meant.map((row) => ({ name: row.name, ...judgeReadiness(row, installationOf(ctx)) }))
  return {
    ready: judged.some(({ ready }) => ready),
    missing:
      all.length === 0
        ? [
            'Set SP_API_APPLICATION_ID, LWA_CLIENT_ID and LWA_CLIENT_SECRET and start again, or add an application under Applications.',
          ]
        : judged.flatMap(({ name, missing }) =>
            missing.map((sentence) => (meant.length > 1 ? `${name}: ${sentence}` : sentence)),
          ),
  }
}

async function listReady(ctx: Context): Promise<ApplicationRow[]> {
  return (await listApplications(ctx.db)).filter((row) => isReady(ctx, row))
}

function isReady(ctx: Context, row: ApplicationRow): boolean {
  return judgeReadiness(row, installationOf(ctx)).ready
}
