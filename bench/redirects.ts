import { encode } from 'next-auth/jwt'
import { account, attempt, person } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { startSession } from '#lib/people/start-session.ts'
import { listApplications } from '#lib/store/applications.ts'
import { readPerson } from '#lib/store/people/people.ts'
import { newId, randomToken } from '#lib/vault/random.ts'
import { buildIfStale } from '#scripts/build/build-app.ts'
import { openInstallation, publicAddress, publicHost } from './installation.ts'
import type { Measure } from './report.ts'
import { applySteadyLoad, type Knock, type Waits } from './steady-load.ts'

const perSecond = 50
const warmUps = 3 * perSecond
const requests = warmUps + 20 * perSecond
const openAttempts = [0, 10_000]
const goalMs = 20
const marketplaceId = 'ATVPDKIKX0DER'
const sellingPartnerId = 'A1USHARBORPINE'

type Installation = Awaited<ReturnType<typeof openInstallation>>

/** A seller who is signed in. */
interface Seller {
  readonly ctx: Context
  readonly cookie: string
}

interface Route {
  readonly what: string
  readonly knock: (seller: Seller, index: number) => Knock | Promise<Knock>
  readonly leadsTo: RegExp
}

/** The routes that redirect, of the built app, at a steady rate, with and without other open attempts. */
export async function measureRedirects(): Promise<Measure[]> {
  await buildIfStale((line) => process.stderr.write(`${line}\n`))
  const own = await openInstallation()
  try {
    const { port } = await own.start('../scripts/processes/serve-app.mjs', () => [], {
      listensBy: 'PORT',
      answers: '/healthz',
      changes: { ...publicAddress, HOSTNAME: '127.0.0.1', TRUSTED_PROXIES: '1' },
    })
    // The number that each person's rate limit requires.
    const sellers = await Promise.all(Array.from({ length: 50 }, () => addSeller(own)))
    const routes = await routesOf(own)
    const measures: Measure[] = []
    let open = 0
    for (const wanted of openAttempts) {
      await addOpenAttempts(own, sellers, wanted - open)
      open = wanted
      for (const route of routes) {
        const knocks = await Promise.all(
          Array.from({ length: requests }, (_, index) => route.knock(sellerOf(sellers, index), index)),
        )
        const load = (part: readonly Knock[]) =>
          applySteadyLoad(`http://127.0.0.1:${port}`, part, perSecond, route.leadsTo)
        await load(knocks.slice(0, warmUps))
        measures.push(report(route, wanted, await load(knocks.slice(warmUps))))
      }
    }
    return measures
  } finally {
    await own.close()
  }
}

async function routesOf({ origin, services }: Installation): Promise<readonly Route[]> {
  const [application] = await listApplications(services.db)
  const callback = `${origin}/sellercentral.amazon.com/apps/authorize/confirm/${application?.spApiApplicationId}`
  return [
    {
      what: '/authorize on our site',
      knock: ({ cookie }, index) => knockAs(index, cookie, `/authorize?marketplace=${marketplaceId}`),
      leadsTo: /\/apps\/authorize\/consent\?/,
    },
    {
      what: '/authorize as the Login URI',
      knock: (_, index) => {
        const parameters = {
          amazon_callback_uri: callback,
          amazon_state: randomToken(),
          selling_partner_id: sellingPartnerId,
        }
        return knockAs(index, '', `/authorize?${new URLSearchParams(parameters)}`)
      },
      leadsTo: /^\/sign-in\?/,
    },
    {
      what: '/sp-api/auth',
      knock: async ({ ctx, cookie }, index) => {
        const begun = await beginAuthorization(ctx, `?marketplace=${marketplaceId}`, noBindings)
        if (begun.kind !== 'redirect') throw new Error(begun.kind)
        const parameters = {
          state: new URL(begun.uri).searchParams.get('state') ?? '',
          selling_partner_id: sellingPartnerId,
          spapi_oauth_code: randomToken(),
        }
        const cookies = `${cookie}; ${services.cookiePrefix}attempt-${begun.attemptId}=${begun.bindings.get(begun.attemptId)}`
        return knockAs(index, cookies, `/sp-api/auth?${new URLSearchParams(parameters)}`)
      },
      leadsTo: /^\/connect\/finish\//,
    },
  ]
}

/** Each from a separate address, as the proxy in front would report it, and by the public name. */
function knockAs(index: number, cookie: string, path: string): Knock {
  const address = `198.18.${index >> 8}.${index & 255}`
  return {
    path,
    headers: { cookie, 'x-forwarded-for': address, 'x-forwarded-host': publicHost },
  }
}

function sellerOf(sellers: readonly Seller[], index: number): Seller {
  const seller = sellers[index % sellers.length]
  if (seller === undefined) throw new Error('nobody is signed in')
  return seller
}

async function addSeller({ services, system, authSecret }: Installation): Promise<Seller> {
  const [accountId, personId] = [newId(), newId()]
  const createdAt = system.now()
  const name = `Seller ${accountId}`
  await system.db.insert(account).values({ id: accountId, name, createdAt })
  await system.db.insert(person).values({
    id: personId,
    name,
    accountId,
    createdAt,
    email: `${personId}@example.com`,
    passwordHash: 'none',
    role: 'account',
  })
  const row = await readPerson(system.db, personId)
  if (row === null) throw new Error('the person was not stored')
  const token = await inTransaction(system, (tx) =>
    startSession(tx, row, null, { method: 'password', provedAt: tx.realNow() }),
  )
  const session = await encode({ token: { sessionToken: token.expose() }, secret: authSecret.expose() })
  return {
    ctx: { ...system, actor: { kind: 'account', personId, accountId, sessionId: newId() } },
    cookie: `${services.cookiePrefix}next-auth.session-token=${session}`,
  }
}

/** Sellers who are at Amazon right now. */
async function addOpenAttempts(
  { services }: Installation,
  sellers: readonly Seller[],
  count: number,
): Promise<void> {
  const [application] = await listApplications(services.db)
  const now = services.now()
  const rows = Array.from({ length: count }, (_, index) => {
    const { actor } = sellerOf(sellers, index).ctx
    return {
      id: newId(),
      applicationId: application?.id ?? '',
      accountId: actor.kind === 'account' ? actor.accountId : null,
      workflow: 'website' as const,
      status: 'started' as const,
      marketplaceId,
      partnerType: 'seller' as const,
      bindingDigest: randomToken(),
      stateDigest: randomToken(),
      stateExpiresAt: new Date(now.getTime() + 600_000),
      expiresAt: new Date(now.getTime() + 600_000),
      startedAt: now,
    }
  })
  for (let first = 0; first < rows.length; first += 1_000) {
    await services.db.insert(attempt).values(rows.slice(first, first + 1_000))
  }
}

function report({ what }: Route, open: number, { p50Ms, p95Ms, p99Ms }: Waits): Measure {
  return {
    what: `${what}, ${open.toLocaleString('en')} open attempts, ${perSecond}/s`,
    value: `p95 ${p95Ms.toFixed(1)} ms`,
    beside: `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`,
    ratio: (p95Ms / goalMs).toFixed(2),
    goal: `≤ ${goalMs} ms`,
  }
}
