import type { Context } from '#lib/context.ts'
import { findApplication } from '#lib/store/applications.ts'
import { authorize, websiteStart } from './authorize.ts'
import type { AccountName, Connection } from './connections.ts'
import type { Programs } from './programs.ts'
import type { Stage } from './stage.ts'

/** The people of the year, and the records that they have created so far. */
export interface Cast {
  readonly stage: Stage
  readonly programs: Programs
  /** Administrator, operator, viewer. */
  readonly olivia: Context
  readonly omar: Context
  readonly signInAsOmar: () => Promise<unknown>
  readonly accounts: Map<AccountName, Context>
  readonly applications: { readonly main: string; ads: string }
  /** By seller and country: the ids of their authorizations. */
  readonly authorizations: Map<string, string>
  /** Ids that one scene leaves for a later one. */
  readonly kept: Map<'importer' | 'willow', string>
}

/** The context of a customer who has signed up. */
export function accountOf({ accounts }: Cast, name: AccountName): Context {
  const found = accounts.get(name)
  if (found === undefined) throw new Error(`${name} has not signed up yet`)
  return found
}

/** The id of the authorization of a seller in a country, once they have connected. */
export function authorizationOf({ authorizations }: Cast, seller: string, country: string): string {
  const found = authorizations.get(`${seller} ${country}`)
  if (found === undefined) throw new Error(`${seller} has not connected yet`)
  return found
}

/** A customer connects a store, for the program that uses it from then on. */
export async function connect(cast: Cast, connection: Connection): Promise<void> {
  const { seller, account, country, partner = 'seller', application, usedBy } = connection
  const applicationId = application === 'ads' ? cast.applications.ads : cast.applications.main
  const start = websiteStart(country, { partner, applicationId })
  const { outcome } = await authorize(accountOf(cast, account), start, seller)
  if (outcome.kind !== 'completed') throw new Error(`${seller}: ${JSON.stringify(outcome)}`)
  cast.authorizations.set(`${seller} ${country}`, outcome.authorizationId)
  await cast.stage.maintain()
  if (usedBy !== undefined) cast.programs.use(usedBy, outcome.authorizationId)
}

/** The same customer authorizes the store again. */
export async function renew(cast: Cast, { seller, account, country }: Connection): Promise<void> {
  const id = authorizationOf(cast, seller, country)
  await authorize(accountOf(cast, account), `${websiteStart(country)}&authorization=${id}`, seller)
  await cast.stage.maintain()
}

/** The authorization as the simulated Amazon knows it. */
export function atAmazon({ stage }: Cast, sellingPartnerId: string) {
  const found = stage.simulator.control
    .authorizations()
    .find((each) => each.sellingPartnerId === sellingPartnerId && each.workflow !== 'self')
  if (found === undefined) throw new Error(`${sellingPartnerId} has authorized nothing`)
  return found
}

/** Throws when it isn't there. */
export async function readApplication({ stage }: Cast, id: string) {
  const found = await findApplication(stage.services.db, id)
  if (found === null) throw new Error('the application is gone')
  return found
}
