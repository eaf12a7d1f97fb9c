import type { PartnerType, PlannedCountry } from '#drizzle/schema.ts'
import { type ConsentGroup, consentGroups, findConsentGroup } from '../amazon/marketplaces.ts'
import { requireInUse } from '../applications/choose.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { allow } from '../people/throttle.ts'
import { isRowId } from '../row-id.ts'
import { findApplication, listApplications } from '../store/applications.ts'
import { listConnectedGroups } from '../store/authorization-lists.ts'
import { lockAccount, readPlannedCountries, updateAccount } from '../store/people/accounts.ts'

/** Countries that an account can connect, too: of one application, as a seller or as a vendor. */
export interface CountryQuery {
  readonly applicationId: string
  readonly partnerType: PartnerType
}

export interface OtherCountry extends CountryQuery {
  readonly consentGroup: ConsentGroup
  /** `planned`: the seller said that they sell there, too. */
  readonly state: 'connected' | 'planned' | 'open'
}

/** With the name of its application, for a seller who plans for several. */
export type PlannedCountryView = OtherCountry & { readonly applicationName: string }

/** Every country or region with a consent of its own, and whether the account has connected it. */
export async function readOtherCountries(
  ctx: Context,
  query: CountryQuery,
): Promise<readonly OtherCountry[]> {
  const { connected, planned } = await read(ctx)
  return consentGroups.map(({ id }) => {
    const key = { ...query, consentGroup: id }
    const state = connected.some(isSame(key)) ? 'connected' : planned.some(isSame(key)) ? 'planned' : 'open'
    return { ...key, state }
  })
}

/** Countries that the account's seller plans to connect and hasn't yet, and can. */
export async function listPlannedCountries(ctx: Context): Promise<readonly PlannedCountryView[]> {
  const [{ connected, planned }, applications] = await Promise.all([read(ctx), listApplications(ctx.db)])
  const inUse = applications.filter(({ retiredAt }) => retiredAt === null)
  const names = new Map(inUse.map(({ id, name }) => [id, name]))
  return planned
    .filter((country) => !connected.some(isSame(country)) && findConsentGroup(country.consentGroup) !== null)
    .flatMap((country) => {
      const applicationName = names.get(country.applicationId)
      return applicationName === undefined ? [] : [{ ...country, state: 'planned', applicationName }]
    })
}

async function read(ctx: Context) {
  requireScope(ctx, 'authorizations:begin')
  if (ctx.actor.kind !== 'account') throw new AppError('not_allowed')
  const { accountId } = ctx.actor
  const [connected, planned] = await Promise.all([
    listConnectedGroups(ctx.db, accountId),
    readPlannedCountries(ctx.db, accountId),
  ])
  return { connected, planned }
}

/**
 * Stores where else the seller sells, so that they can leave and connect the rest later. Replaces their earlier answer;
 * the same answer again changes nothing.
 */
export async function planCountries(
  ctx: Context,
  query: CountryQuery,
  groups: readonly string[],
): Promise<void> {
  requireScope(ctx, 'authorizations:begin')
  const { actor } = ctx
  if (actor.kind !== 'account') throw new AppError('not_allowed')
  const { applicationId, partnerType } = query
  const application = isRowId(applicationId) ? await findApplication(ctx.db, applicationId) : null
  if (application === null) throw new AppError('application_not_found')
  requireInUse(application)
  await allow(ctx, 'settings.person', actor.personId)
  const chosen = consentGroups.filter(({ id }) => groups.includes(id)).map(({ id }) => id)
  await inTransaction(ctx, async (tx) => {
    const account = await lockAccount(tx.db, actor.accountId)
    if (account === null) throw new AppError('not_allowed')
    const { own = [], others = [] } = Object.groupBy(account.plannedCountries, (country) =>
      country.applicationId === applicationId && country.partnerType === partnerType ? 'own' : 'others',
    )
    if (own.map(({ consentGroup }) => consentGroup).join() === chosen.join()) return
    const plannedCountries = [
      ...others,
      ...chosen.map((consentGroup) => ({ applicationId, partnerType, consentGroup })),
    ]
    await updateAccount(tx.db, account.id, { plannedCountries })
    await recordAudit(
      tx,
      'account.countries-planned',
      { kind: 'account', id: account.id, accountId: account.id },
      { applicationId, partnerType, countries: chosen.join(' ') },
    )
  })
}

type Key = Omit<PlannedCountry, 'consentGroup'> & { readonly consentGroup: string }

const isSame = (one: Key) => (other: Key) =>
  one.applicationId === other.applicationId &&
  one.partnerType === other.partnerType &&
  one.consentGroup === other.consentGroup
