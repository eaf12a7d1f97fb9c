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

/** The applications that a seller may authorize now, the environment's first; or why there are none. */
export async function listOffers(
  ctx: Context,
): Promise<{ readonly offers: readonly Offer[]; readonly problem: NotReadyCode | null }> {
  requireScope(ctx, 'authorizations:begin')
  const all = await listApplications(ctx.db)
  const ready = all.filter((row) => judge(ctx, row).ready)
  return {
    offers: ready.map(({ id, name, partnerTypes }) => ({ id, name, partnerTypes })),
    problem: ready.length > 0 ? null : whyNoneIsReady(ctx, all),
  }
}

type NotReadyCode = 'application_not_ready' | 'connecting_paused'

/** An incident passes; what nobody has set up does not. */
function whyNoneIsReady(ctx: Context, all: readonly ApplicationRow[]): NotReadyCode {
  return all.some((row) => judge(ctx, row).paused) ? 'connecting_paused' : 'application_not_ready'
}

/**
 * The application that a seller is sent to Amazon for: the wanted one, else the first that is ready for them.
 * Throws `application_not_found`, `application_not_ready`, `connecting_paused`,
 * `application_partner_type`.
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
  const ready = all.filter((row) => judge(ctx, row).ready)
  if (ready.length === 0) throw new AppError(whyNoneIsReady(ctx, all))
  const chosen = ready.find(({ partnerTypes }) => partnerTypes.includes(partnerType))
  if (chosen === undefined) throw new AppError('application_partner_type', { partnerType })
  return chosen
}

/** Throws `application_not_ready`, `connecting_paused`, `application_partner_type` unless such a selling partner can be sent to Amazon. */
export function requireReady(ctx: Context, application: ApplicationRow, partnerType: PartnerType): void {
  const { ready, paused, missing } = judge(ctx, application)
  if (!ready) {
    const code = paused ? 'connecting_paused' : 'application_not_ready'
    throw new AppError(code, { applicationId: application.id, missing })
  }
  if (!application.partnerTypes.includes(partnerType))
    throw new AppError('application_partner_type', { applicationId: application.id, partnerType })
}

/** What keeps sellers from authorizing, over all applications that are there to be authorized. */
export async function readReadiness(ctx: Context): Promise<Readiness> {
  requireScope(ctx, 'applications:read')
  const all = await listApplications(ctx.db)
  const meant = all.filter(hasConsent)
  const judged = meant.map((row) => ({ name: row.name, ...judge(ctx, row) }))
  return {
    ready: judged.some(({ ready }) => ready),
    paused: judged.some(({ paused }) => paused),
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

function judge(ctx: Context, row: ApplicationRow): Readiness {
  return judgeReadiness(row, installationOf(ctx))
}
