import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import { countAuthorizations, listAuthorizations, readAuthorization } from '#lib/authorizations/read.ts'
import type { AuthorizationView } from '#lib/authorizations/view.ts'
import type { Actor, Context } from '#lib/context.ts'
import { sqlClient } from '#lib/database/pool.ts'
import {
  type DemoScenarioId,
  demoScenarios,
  outcomeParameters,
  type ScenarioFacts,
} from '#lib/demo-scenarios.ts'
import type { Environment } from '#lib/env.ts'
import { isAppError, wordingOf } from '#lib/errors.ts'
import { reviewIncidents } from '#lib/incidents/review.ts'
import type { OpenServices } from '#lib/services.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'
import { findApplication } from '#lib/store/applications.ts'
import { findPersonByEmail } from '#lib/store/people/people.ts'
import type { Refreshed, RefreshProblem } from '#lib/tokens/lease.ts'
import { getAccessToken } from '#lib/tokens/refresh.ts'
import { newId } from '#lib/vault/random.ts'
import type { Control, Scenario } from '#simulator/control/control.ts'
import { describeSeller } from '#simulator/world/sellers.ts'
import type { Seller } from '#simulator/world/shapes.ts'
import { demoRoles } from './application.ts'
import { adminEmail, sellerEmail } from './seed-people.ts'
import { authorize } from './world/authorize.ts'
import { changeRoles } from './world/change-roles.ts'
import { findMainApplication } from './world/company.ts'

const minuteMs = 60_000
const dayMs = 1_440 * minuteMs
const outageMs = 5 * minuteMs

/** Amazon's other roles, which the demo's application doesn't have. */
const moreRoles = ['Brand Analytics', 'Finance and Accounting', 'Amazon Fulfillment', 'Buyer Communication']

/** The parts that a scenario works with: Gatehouse, its simulated Amazon, and the clock that moves both. */
interface Stage {
  readonly services: OpenServices
  readonly control: Control
  as(actor: Actor): Context
  readonly system: Context
}

interface Outcome {
  /** The page that shows the effect. */
  readonly path: string
  readonly facts: ScenarioFacts
}

/** Plays it. Throws RangeError with words for people when it had no effect. */
type Play = (stage: Stage) => Promise<Outcome>

/** As the simulated Amazon shows them. One is played at a time: together, each would move the other's clock. */
export function createScenarios(
  services: OpenServices,
  { appUrl }: Environment,
  control: () => Control,
): Scenario[] {
  const as = (actor: Actor): Context => ({ ...services, actor, requestId: newId(), address: null })
  const system = as({ kind: 'system', job: 'demo' })
  let isPlaying = false
  return demoScenarios.map(({ id, label, text }) => ({
    id,
    label,
    text,
    play: async () => {
      if (isPlaying) throw new RangeError('Another scenario is still being played. Wait a moment.')
      isPlaying = true
      try {
        const stage = { services, control: control(), as, system }
        await endOutage(stage)
        const { path, facts } = await plays[id](stage)
        const address = new URL(path, appUrl)
        for (const [name, value] of outcomeParameters(id, facts)) address.searchParams.set(name, value)
        return address.href
      } catch (error) {
        if (error instanceof RangeError) throw error
        services.log.error({ error }, 'scenario failed')
        throw new RangeError(inWords(error), { cause: error })
      } finally {
        isPlaying = false
      }
    },
  }))
}

function inWords(error: unknown): string {
  if (!isAppError(error)) return `It failed: ${(error as Error).message}.`
  const { title, next } = wordingOf(error.code, 'operator')
  return `It failed: ${title}. ${next}`
}

const hidden = 'What an earlier scenario did hides the effect of this one. Undo it first, or reset the demo.'

const plays: Readonly<Record<DemoScenarioId, Play>> = {
  'seller-revokes': async (stage) => {
    const { control, services } = stage
    // One whose seller the visitor can sign in as, to authorize again.
    const { id, name, sellingPartnerId, consentGroup, accountId, accountName } = await chooseWorking(
      stage,
      sellerEmail,
    )
    const atAmazon = control
      .authorizations()
      .find((one) => one.sellingPartnerId === sellingPartnerId && one.consentGroup === consentGroup)
    if (atAmazon === undefined) throw new RangeError('The simulated Amazon has no such seller.')
    control.disable(atAmazon.id)
    // Gatehouse doesn't trust a refusal until it has been repeated for a quarter of an hour.
    for (let refusals = 0; refusals < 3; refusals += 1) {
      if (refusals > 0) await control.moveClock(8 * minuteMs)
      await services.syncClock()
      await refresh(stage, id)
    }
    const { health } = await readAuthorization(stage.system, id)
    if (health !== 'reauthorization_needed') throw new RangeError(hidden)
    const visitor = await findPersonByEmail(services.db, sellerEmail)
    const facts = { subject: { id, name }, ...(visitor?.accountId !== accountId && { account: accountName }) }
    return { path: `/ops/authorizations/${id}`, facts }
  },

  'secret-expires': async (stage) => {
    const { id, applicationId } = await chooseWorking(stage)
    const application = await readApplication(stage, applicationId)
    stage.control.expireSecret(application.spApiApplicationId)
    const refreshed = await refresh(stage, id)
    if (!isFailure(refreshed, 'application_refused')) throw new RangeError(hidden)
    const { name } = application
    return { path: '/ops/incidents', facts: { subject: { id: applicationId, name } } }
  },

  'amazon-down': async (stage) => {
    const { control, system, services } = stage
    const asked = (await listWorking(stage)).slice(0, 20)
    // What worked within the last five minutes would count against an incident.
    await control.moveClock(outageMs + minuteMs)
    await services.syncClock()
    control.addFault({ kind: 'status', status: 503, at: 'token', forSeconds: outageMs / 1_000 })
    const answers = await Promise.all(asked.map(({ id }) => refresh(stage, id)))
    await reviewIncidents(system)
    const count = answers.filter((answer) => isFailure(answer, 'amazon_unavailable')).length
    if (count === 0) {
      control.clearFaults()
      throw new RangeError(hidden)
    }
    return { path: '/ops/incidents', facts: { count } }
  },

  'wrong-account': async (stage) => {
    const { control, as, services } = stage
    const working = (await listWorking(stage)).filter(
      // Unless its tokens were accepted after an earlier time.
      ({ sellingPartnerId }) => sellingPartnerId?.startsWith(otherSeller) !== true,
    )
    const [renewed] = working.toSorted((one, other) => renewsAt(one) - renewsAt(other))
    if (renewed === undefined) throw new RangeError(nobodyWorks)
    const { id, accountId, marketplaceId, name } = renewed
    const personId = await findPersonOf(services, accountId)
    const other = otherSellerIn(findMarketplace(marketplaceId)?.countryCode ?? 'US')
    control.addSeller(other)
    const seller = as({ kind: 'account', personId, accountId, sessionId: newId() })
    const start = `?marketplace=${marketplaceId}&partner=seller&authorization=${id}`
    const { attemptId, outcome } = await authorize(seller, start, other.sellingPartnerId)
    // While a worker finishes it, the page shows the result.
    const isPlausible =
      outcome.kind === 'working' || ('code' in outcome && outcome.code === 'selling_partner_mismatch')
    if (!isPlausible) throw new RangeError(hidden)
    return { path: `/ops/attempts/${attemptId}`, facts: { subject: { id, name } } }
  },

  'year-passes': async (stage) => {
    await stage.control.moveClock(365 * dayMs)
    await stage.services.syncClock()
    await drainDueStates(stage.system)
    const counts = await countAuthorizations(stage.system, {})
    return { path: '/ops/renewals', facts: { count: counts?.flags.renewal_overdue ?? 0 } }
  },

  'new-role': async (stage) => {
    const applicationId = (await findMainApplication(stage.services.db))?.id ?? ''
    const admin = await administrator(stage)
    const { name, roles, rolesEnteredAt, spApiApplicationId } = await readApplication(stage, applicationId)
    // The first entry flags nobody: it only records what was true all along.
    const present = rolesEnteredAt === null ? demoRoles : roles.map(({ name }) => name)
    if (rolesEnteredAt === null) await changeRoles(admin, applicationId, present)
    const added = moreRoles.find((role) => !present.includes(role))
    if (added === undefined) throw new RangeError('The application already has all of these roles.')
    stage.control.setRoles(spApiApplicationId, [...present, added])
    await changeRoles(admin, applicationId, [...present, added], 'missing')
    await drainDueStates(stage.system)
    return {
      path: `/ops/authorizations?view=roles-missing&role=${encodeURIComponent(added)}`,
      facts: { subject: { id: applicationId, name }, role: added },
    }
  },
}

const otherSeller = 'A39OTHER'

/** Always the same one in a country: only 25 sellers can authorize an application outside the Appstore. */
function otherSellerIn(countryCode: string): Seller {
  const name = `Somebody Else’s Store (${countryCode})`
  const participation = { countryCode, storeName: name, isParticipating: true, hasSuspendedListings: false }
  return describeSeller({
    sellingPartnerId: `${otherSeller}${countryCode}`,
    name,
    note: 'signed in at Amazon by mistake',
    participations: [participation],
  })
}

/** An outage that was played before would hide the effect of the next scenario. It ends, and its retries fall due. */
async function endOutage(stage: Stage): Promise<void> {
  const { control, services, system } = stage
  if (control.faults().length === 0) return
  control.clearFaults()
  await control.moveClock(outageMs)
  await services.syncClock()
  const { rows } = await listAuthorizations(system, { health: ['retrying'], limit: 200 })
  await Promise.all(rows.map(({ id }) => refresh(stage, id)))
  await reviewIncidents(system)
}

const nobodyWorks = 'No seller’s tokens work at the moment: connect one, or reset the demo.'

/** Authorizations whose tokens work, those without any flag first. Throws RangeError when there are none. */
async function listWorking({ system }: Stage): Promise<AuthorizationView[]> {
  const { rows } = await listAuthorizations(system, { health: ['working'], limit: 200 })
  const working = rows.filter(({ workflow, partnerType }) => workflow !== 'self' && partnerType === 'seller')
  if (working.length === 0) throw new RangeError(nobodyWorks)
  return working.toSorted((one, other) => one.flags.length - other.flags.length)
}

/** `email`: of the person whose authorizations come first. */
async function chooseWorking(stage: Stage, email = ''): Promise<AuthorizationView> {
  const working = await listWorking(stage)
  const { db } = stage.services
  const [main, seller] = await Promise.all([findMainApplication(db), findPersonByEmail(db, email)])
  const ofMain = working.filter(({ applicationId }) => applicationId === main?.id)
  const chosen = ofMain.find(({ accountId }) => accountId === seller?.accountId) ?? ofMain[0] ?? working[0]
  if (chosen === undefined) throw new RangeError(nobodyWorks)
  return chosen
}

/** Like a program that asks for a token. */
function refresh({ system }: Stage, authorizationId: string): Promise<Refreshed> {
  return getAccessToken(system, authorizationId, { refreshedSince: system.now() })
}

const isFailure = (answer: Refreshed, problem: RefreshProblem): boolean =>
  answer.kind === 'failed' && answer.problem === problem

async function readApplication({ services }: Stage, id: string) {
  const found = await findApplication(services.db, id)
  if (found === null) throw new RangeError('The application is gone.')
  return found
}

async function administrator({ services, as }: Stage): Promise<Context> {
  const person = await findPersonByEmail(services.db, adminEmail)
  if (person === null) throw new RangeError('The demo’s administrator is gone.')
  return as({ kind: 'operator', personId: person.id, role: 'admin', sessionId: newId() })
}

async function findPersonOf({ db }: OpenServices, accountId: string): Promise<string> {
  const [person] = await sqlClient(db)<{ id: string }[]>`
    select id from person where account_id = ${accountId} and disabled_at is null limit 1`
  if (person === undefined) throw new RangeError('Nobody can sign in to this seller’s account.')
  return person.id
}

function renewsAt({ renewsBy }: AuthorizationView): number {
  return renewsBy?.getTime() ?? Number.POSITIVE_INFINITY
}
