import { expect, test } from 'vitest'
import { buildCall } from '#lib/amazon/catalog/build-call.ts'
import { catalog, findOperation } from '#lib/amazon/catalog/catalog.ts'
import type { OperationFacts } from '#lib/amazon/catalog/facts.ts'
import { operationUrl } from '#lib/amazon/operation-url.ts'
import { checkRoles, type ProbeAnswer, type RoleCheck } from '#lib/amazon/roles/check-roles.ts'
import { probesFor, type RoleName, roleNames, type Target } from '#lib/amazon/roles/probes.ts'
import type { Simulator } from '#simulator/start.ts'
import { accessTokenOf, seller, simulated } from './fixtures.ts'

const hourMs = 3_600_000
const start = Date.parse('2026-11-29T00:00:00Z')
/** Roles that allow the control: without any of them, no probe can be interpreted. */
const opensControl = new Set<RoleName>([
  ...(['Amazon Fulfillment', 'Buyer Communication', 'Buyer Solicitation', 'Finance and Accounting'] as const),
  ...(['Inventory and Order Tracking', 'Pricing', 'Product Listing', 'Professional Services'] as const),
  ...([
    'Selling Partner Insights',
    'Direct to Consumer Shipping',
    'Tax Invoicing',
    'Tax Remittance',
  ] as const),
])
/** For sellers in the United States, nothing shows these. */
const neverShown = new Set<RoleName>([
  'Notifications in Seller Central',
  'Payment Initiation Service Provider',
])
/** A refusal of these has other causes, too. */
const doubtful = new Set<RoleName>([
  'Selling Partner Insights',
  'Buyer Communication',
  'Direct to Consumer Shipping',
])
const target: Target = {
  partnerType: 'seller',
  region: 'na',
  marketplaceId: 'ATVPDKIKX0DER',
  countryCode: 'US',
}

/** The same 200 grants at every run. */
function grants(): RoleName[][] {
  let state = 20_261_129
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: 200 }, () => {
    const share = 0.1 + next() * 0.8
    return roleNames.filter(() => next() < share)
  })
}

function expected(role: RoleName, held: ReadonlySet<RoleName>): RoleCheck['status'] {
  if (![...held].some((each) => opensControl.has(each))) return 'unknown'
  if (neverShown.has(role)) return 'unknown'
  if (role === 'Buyer Solicitation') {
    if (held.has('Product Listing')) return 'unknown'
    return held.has(role) ? 'works' : 'refused'
  }
  if (held.has(role)) return 'works'
  return doubtful.has(role) ? 'unknown' : 'refused'
}

async function probe(simulator: Simulator, token: string, key: string, values: object): Promise<ProbeAnswer> {
  const facts = findOperation(key)
  const built = facts && buildCall(facts, { values: values as never, body: '', extraQuery: '' })
  if (facts === null || built === null || 'problems' in built) throw new Error(key)
  const url = new URL(operationUrl(facts.path, { region: 'na' }, built.input))
  const response = await fetch(`${simulator.origin}/${url.host}${url.pathname}${url.search}`, {
    headers: { 'x-amz-access-token': token },
  })
  const body = await response.json()
  const { code = '', message = '', details = '' } = body.errors?.[0] ?? {}
  return { operation: key, status: response.status, code, message, details, requestId: null }
}

test('an application with all roles may call every operation, wherever Amazon has it', async () => {
  const simulator = await simulated({ applications: [{ roles: ['all'] }] })
  const accounts = [
    { region: 'na', seller: 'A1USHARBORPINE', vendor: 'CASCA' },
    { region: 'eu', seller: 'A3EULINDENHOF', vendor: 'BERGW' },
    { region: 'fe', seller: 'A5JPAOZORA', vendor: null },
  ] as const
  const needRestrictedToken = ({ restricted, restrictedWhen }: OperationFacts) =>
    restricted && restrictedWhen === null
  for (const { region, ...ids } of accounts) {
    for (const partnerType of ['seller', 'vendor'] as const) {
      if (ids[partnerType] === null) continue
      const token = await accessTokenOf(simulator, ids[partnerType])
      const operations = [...catalog().values()].filter(
        (facts) =>
          facts.grantless === null &&
          [null, 'both', partnerType].includes(facts.for) &&
          (facts.regions?.includes(region) ?? true) &&
          !needRestrictedToken(facts),
      )
      expect(operations.length).toBeGreaterThan(20)
      const refused = []
      for (const { key, method, path, sandboxOnly } of operations) {
        const host = `${sandboxOnly ? 'sandbox.' : ''}sellingpartnerapi-${region}.amazon.com`
        await fetch(`${simulator.origin}/${host}${path.replaceAll(/\{\w+\}/g, 'x1')}`, {
          method,
          headers: { 'x-amz-access-token': token },
        })
        if (simulator.control.received().at(-1)?.reason?.includes('lacks a role')) refused.push(key)
      }
      expect({ region, partnerType, refused }).toEqual({ region, partnerType, refused: [] })
    }
  }
})

test('every probe can be built, for sellers and vendors of all regions', () => {
  for (const partnerType of ['seller', 'vendor'] as const) {
    for (const [region, countryCode] of [
      ['na', 'US'],
      ['eu', 'IN'],
      ['eu', 'DE'],
      ['fe', 'JP'],
    ] as const) {
      for (const { operation, values } of probesFor(
        { ...target, partnerType, region, countryCode },
        new Date(start),
      )) {
        const facts = findOperation(operation)
        expect({ operation, method: facts?.method, readOnly: facts?.readOnly }).toMatchObject({
          readOnly: true,
        })
        expect(facts && buildCall(facts, { values, body: '', extraQuery: '' })).toHaveProperty('input')
      }
    }
  }
})

test('the matrix of 200 random grants matches their real roles, and is unknown only where no probe can tell', async () => {
  let now = start
  const simulator = await simulated({ now: () => now })
  for (const held of grants()) {
    simulator.control.addApplication({ roles: held })
    const round = async (previous: readonly RoleCheck[]) => {
      const token = await accessTokenOf(simulator, seller)
      return checkRoles(
        (key, values) => probe(simulator, token, key, values),
        target,
        new Map(previous.map((check) => [check.role, check])),
        new Date(now),
      )
    }
    const first = await round([])
    expect(first.filter(({ status }) => status === 'refused')).toEqual([])
    now += 2 * hourMs
    const second = await round(first)
    now += 2 * hourMs
    const own = new Set(held)
    expect(Object.fromEntries(second.map(({ role, status }) => [role, status]))).toEqual(
      Object.fromEntries(roleNames.map((role) => [role, expected(role, own)])),
    )
  }
})

test('a refusal counts once it is repeated two hours later, and a success clears it', async () => {
  const answers = new Map<string, number>()
  const call = async (operation: string): Promise<ProbeAnswer> => {
    const status = answers.get(operation) ?? 404
    const message = status === 403 ? 'Access to requested resource is denied.' : ''
    return { operation, status, code: '', message, details: '', requestId: 'r' }
  }
  const at = (hours: number) => new Date(start + hours * hourMs)
  let checks: readonly RoleCheck[] = []
  const statusAt = async (hours: number) => {
    const previous = new Map(checks.map((check) => [check.role, check]))
    checks = await checkRoles(call, target, previous, at(hours))
    const { status, reason } = checks.find(({ role }) => role === 'Finance and Accounting') ?? {}
    return { status, reason }
  }
  const finances = 'finances.2024-06-19.listTransactions'
  answers.set(finances, 403)
  expect(await statusAt(0)).toEqual({ status: 'unknown', reason: 'refused-once' })
  expect(await statusAt(1)).toEqual({ status: 'unknown', reason: 'refused-once' })
  expect(await statusAt(2)).toEqual({ status: 'refused', reason: null })
  // Amazon is unavailable, or denies everything: known results stay.
  answers.set(finances, 503)
  expect(await statusAt(3)).toEqual({ status: 'refused', reason: null })
  answers.set('orders.2026-01-01.getOrder', 403)
  expect(await statusAt(4)).toEqual({ status: 'refused', reason: null })
  answers.delete('orders.2026-01-01.getOrder')
  answers.set(finances, 200)
  expect(await statusAt(5)).toEqual({ status: 'works', reason: null })
  answers.set(finances, 400)
  await statusAt(6)
  expect(checks.find(({ role }) => role === 'Finance and Accounting')).toMatchObject({
    status: 'works',
    isProbable: true,
  })
  answers.set(finances, 429)
  expect(await statusAt(7)).toEqual({ status: 'works', reason: null })
})
