import { desc, inArray } from 'drizzle-orm'
import { afterAll } from 'vitest'
import { audit, authorization } from '#drizzle/schema.ts'
import { createAmazon } from '#lib/amazon/client.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { type Bindings, noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import { plainBranding } from '#lib/branding/defaults.ts'
import type { Actor, Context } from '#lib/context.ts'
import { createSignals } from '#lib/database/signals.ts'
import { send } from '#lib/http.ts'
import { createJobs } from '#lib/jobs/queue.ts'
import { createLog } from '#lib/log.ts'
import { noNetworks } from '#lib/outbound/address.ts'
import { createPostOutbound } from '#lib/outbound/post.ts'
import { Secret } from '#lib/secret.ts'
import { type Services, signalChannels } from '#lib/services.ts'
import { drainDueStates } from '#lib/state/drain-due-states.ts'
import { listAuditEntries } from '#lib/store/audit/audit.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { randomToken } from '#lib/vault/random.ts'
import type { SimulatorOptions } from '#simulator/start.ts'
import type { ApplicationFacts } from '#simulator/world/applications.ts'
import { addAccount } from '../fixtures/add-account.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import type { TestDatabase } from '../fixtures/database.ts'
import { confirmConsent, startAmazon } from '../fixtures/simulated-amazon.ts'
import { holdRequests } from './hold-requests.ts'

const redirectUri = 'http://localhost:3000/sp-api/auth'
export const marketplaceIds = {
  us: 'ATVPDKIKX0DER',
  de: 'A1PA6795UKMFR9',
  in: 'A21TJRUUN4KGV',
  jp: 'A1VC38T7YXB528',
} as const

/** Gatehouse's use cases with a simulated Amazon, over real HTTP and a real database, with one clock for both. */
export async function createAmazonWorld(
  { db, location }: TestDatabase,
  facts: ApplicationFacts = {},
  options: Pick<SimulatorOptions, 'tls'> = {},
) {
  let now = Date.parse('2026-11-22T12:00:00.000Z')
  const simulated = await startAmazon(facts, () => now, options)
  const door = holdRequests((request, options) => {
    // Missing answers are noticed sooner than in production, and a slow machine is never mistaken for one.
    const isSilent = simulated.control.faults().some(({ kind }) => kind === 'hang' || kind === 'delay')
    return send(request, { ...options, timeoutMs: isSilent ? 3_000 : 120_000 })
  })
  const log = createLog('error', 'test')
  log.level = 'silent'
  const clock = () => new Date(now)
  const services: Services = {
    db,
    keyRing: createKeyRing('test', [{ id: 'k1', key: new Secret(randomToken()) }]),
    amazon: createAmazon(door.send, createOrigins(simulated.origin), 'Test/1 (Language=TypeScript)', clock),
    jobs: createJobs(location, log),
    providers: { operators: null, sellers: null },
    mail: null,
    log,
    signals: createSignals(location, signalChannels, log),
    postOutbound: createPostOutbound(noNetworks),
    settings: {
      appUrl: 'http://localhost:3000',
      redirectUri,
      ...plainBranding,
      companyName: 'Acme Tools',
      supportEmail: null,
      securityContacts: [],
      signUpOpen: true,
      secondFactorRoles: [],
      keepPreviousTokenDays: 30,
      keepQuarantineDays: 30,
      deleteSellersAfterDays: 0,
      outboundAllowedNetworks: noNetworks,
    },
    now: clock,
    realNow: clock,
  }
  afterAll(async () => {
    await services.jobs.close()
    await services.signals.close()
    await simulated.close()
  })

  const as = (actor: Actor): Context => ({
    ...services,
    actor,
    requestId: 'test-request',
    address: '192.0.2.1',
  })
  const system = as({ kind: 'system', job: 'test' })
  await simulated.define(system)

  /** From Authorize to the redirect: Amazon's query, and the browser's binding. */
  async function consent(
    ctx: Context,
    start: string,
    sellingPartnerId: string,
    present: Bindings = noBindings,
  ) {
    const beginning = await beginAuthorization(ctx, start, present)
    if (beginning.kind !== 'redirect') throw new Error(`expected a redirect, got ${beginning.kind}`)
    const redirect = await confirmConsent(beginning.uri, sellingPartnerId)
    return { query: new URL(redirect).search, bindings: beginning.bindings }
  }

  /** The whole authorization. */
  async function authorize(ctx: Context, start: string, sellingPartnerId: string) {
    const { query, bindings } = await consent(ctx, start, sellingPartnerId)
    const attemptId = await receiveRedirect(ctx, query, bindings)
    return { attemptId, outcome: await completeAuthorization(ctx, attemptId) }
  }

  return {
    services,
    simulator: simulated.control,
    origin: simulated.origin,
    tls: simulated.tls,
    redirectUri,
    applicationId: simulated.applicationId,
    /** Registers one more application at Amazon and stores it here, in addition to the environment's. */
    addApplication: async (more: ApplicationFacts): Promise<void> => {
      await simulated.define(system, simulated.control.addApplication(more))
      await simulated.define(system)
    },
    as,
    system,
    operator: as(await addOperator(services, 'operator')),
    visitor: as({ kind: 'visitor' }),
    addAccount: (name: string) => addAccount(as({ kind: 'visitor' }), name),
    confirm: confirmConsent,
    consent,
    authorize,
    passMs: (ms: number) => {
      now += ms
    },
    /** A worker's task of every second: changes of state that time causes. */
    settle: () => drainDueStates(system),
    /** As `settle`, for all rows: after a test has written to them, or to their application, directly. */
    settleAll: async () => {
      await db.update(authorization).set({ nextChangeAt: new Date(0) })
      await drainDueStates(system)
    },
    hold: door.hold,
    /** LWA's requests. */
    tokenRequests: () => simulated.control.received({ host: 'api.amazon.com' }),
    /** The actions about these records, oldest first. */
    trace: async (...ids: string[]) => {
      const rows = await db.select().from(audit).where(inArray(audit.targetId, ids)).orderBy(desc(audit.id))
      return rows.map(({ action }) => action).reverse()
    },
    details: async (id: string) => {
      const [newest] = await listAuditEntries(db, { targetId: id }, { before: null, limit: 1 })
      return newest?.details ?? {}
    },
  }
}

/** The bindings of a browser that knows the same attempts and holds another token for each. */
export const foreignBindings = (bindings: Bindings): Bindings =>
  new Map([...bindings.keys()].map((id) => [id, randomToken()]))
export const refusal = (code: string): RegExp => new RegExp(`^${code}:`)
export const websiteStart = (marketplaceId: string, partner: 'seller' | 'vendor' = 'seller') =>
  `?marketplace=${marketplaceId}&partner=${partner}`
