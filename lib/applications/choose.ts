import type { PartnerType } from '#drizzle/schema.ts'
import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { type ApplicationRow, listApplications } from '../store/applications.ts'
import { checkReadiness, hasConsent, installationOf, type Readiness } from './readiness.ts'

/** An application as sellers see it. */
export interface Offer {
  readonly id: string
  readonly name: string
  readonly partnerTypes: readonly PartnerType[]
  /** Amazon's names of the roles that it requests; empty: not entered. */
  readonly roles: readonly string[]
}

/**
 * The applications that a seller can authorize now, the environment's first; or why there are none. For visitors, too:
 * they choose before they sign in.
 */
export async function listOffers(
  ctx: Context,
): Promise<{ readonly offers: readonly Offer[]; readonly problem: NotReadyCode | null }> {
  requireScope(ctx, 'authorizations:complete')
  const all = await listApplications(ctx.db)
  const ready = all.filter((row) => readinessOf(ctx, row).ready)
  return {
    offers: ready.map(({ id, name, partnerTypes, roles }) => ({
      id,
      name,
      partnerTypes,
      roles: roles.map((role) => role.name),
    })),
    problem: ready.length > 0 ? null : notReadyCode(ctx, all),
  }
}

type NotReadyCode = 'application_not_ready' | 'connecting_paused'

/** An incident is temporary, but a missing setup isn't. */
function notReadyCode(ctx: Context, all: readonly ApplicationRow[]): NotReadyCode {
  return all.some((row) => readinessOf(ctx, row).paused) ? 'connecting_paused' : 'application_not_ready'
}

/** The application for which a seller is sent to Amazon: the requested one, else the first that is ready for them. */
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
  const ready = all.filter((row) => readinessOf(ctx, row).ready)
  if (ready.length === 0) throw new AppError(notReadyCode(ctx, all))
  const chosen = ready.find(({ partnerTypes }) => partnerTypes.includes(partnerType))
  if (chosen === undefined) throw new AppError('application_partner_type', { partnerType })
  return chosen
}

/** Throws unless such a selling partner can be sent to Amazon. */
export function requireReady(ctx: Context, application: ApplicationRow, partnerType: PartnerType): void {
  requireInUse(application)
  const { ready, paused, missing } = readinessOf(ctx, application)
  if (!ready) {
    const code = paused ? 'connecting_paused' : 'application_not_ready'
    throw new AppError(code, { applicationId: application.id, missing })
  }
  if (!application.partnerTypes.includes(partnerType))
    throw new AppError('application_partner_type', { applicationId: application.id, partnerType })
}

/** Throws `application_retired`: it starts no attempts. */
export function requireInUse({ id, retiredAt }: Pick<ApplicationRow, 'id' | 'retiredAt'>): void {
  if (retiredAt !== null) throw new AppError('application_retired', { id })
}

/** The problems that keep sellers from authorizing, over all applications with a consent page. */
export async function readReadiness(ctx: Context): Promise<Readiness> {
  requireScope(ctx, 'applications:read')
  const all = await listApplications(ctx.db)
  const meant = all.filter(hasConsent)
  const checked = meant.map((row) => ({ name: row.name, ...readinessOf(ctx, row) }))
  return {
    ready: checked.some(({ ready }) => ready),
    paused: checked.some(({ paused }) => paused),
    missing:
      all.length === 0
        ? [
            'Set SP_API_APPLICATION_ID, LWA_CLIENT_ID and LWA_CLIENT_SECRET and restart, or add an application under Applications.',
          ]
        : checked.flatMap(({ name, missing }) =>
            missing.map((sentence) => (meant.length > 1 ? `${name}: ${sentence}` : sentence)),
          ),
  }
}

function readinessOf(ctx: Context, row: ApplicationRow): Readiness {
  return checkReadiness(row, installationOf(ctx))
}
