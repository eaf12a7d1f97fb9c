import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { event } from '#drizzle/schema.ts'
import { checkDueRoles } from '#lib/role-checks/check-due.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, websiteStart } from '../flows/amazon-world.ts'
import { addAdmin, makeKey, serveApi } from './programs.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const api = await serveApi(world.services)
const admin = await addAdmin(world.services, world.as)
const { key } = await makeKey(admin, { scopes: ['authorizations:read', 'events:read'] })
const account = await world.addAccount('Harbor Pine')

async function connect(sellingPartnerId: string): Promise<string> {
  const { outcome } = await world.authorize(account, websiteStart(marketplaceIds.us), sellingPartnerId)
  return outcome.kind === 'completed' ? outcome.authorizationId : ''
}

const ask = (path: string, headers: Record<string, string> = {}) =>
  api.ask(path, { headers: { authorization: `Bearer ${key}`, ...headers } })

interface Role {
  readonly role: string
  readonly status: string
  readonly evidence: object | null
}

async function roleOf(id: string, role: string): Promise<Role | undefined> {
  const { body } = await ask(`/api/v1/authorizations/${id}/roles`)
  return (body.roles as readonly Role[]).find((one) => one.role === role)
}

test('the role matrix shows which roles work, which Amazon refuses and which are unknown, with the evidence', async () => {
  const id = await connect('A1USHARBORPINE')
  expect(await roleOf(id, 'Product Listing')).toMatchObject({
    status: 'unknown',
    evidence: null,
    checked_at: null,
  })
  await checkDueRoles(world.system)
  world.passMs(2.1 * 3_600_000)
  await checkDueRoles(world.system)
  expect(await roleOf(id, 'Product Listing')).toMatchObject({
    status: 'works',
    probable: false,
    unknown_because: null,
    evidence: { status: 200, amazon_request_id: expect.any(String) },
    checked_at: expect.any(String),
  })
  expect(await roleOf(id, 'Finance and Accounting')).toMatchObject({
    status: 'refused',
    added_to_application_at: null,
    newer_than_the_grant: false,
    evidence: { operation: 'finances.2024-06-19.listTransactions', status: 403, code: 'Unauthorized' },
  })
  expect(await roleOf(id, 'Notifications in Seller Central')).toMatchObject({
    status: 'unknown',
    unknown_because: 'not-isolated',
  })
  const { headers } = await ask(`/api/v1/authorizations/${id}/roles`)
  const etag = headers.get('etag') ?? ''
  expect((await ask(`/api/v1/authorizations/${id}/roles`, { 'if-none-match': etag })).status).toBe(304)
})

test('events can be read for one authorization alone, with the same cursor', async () => {
  const [one, other] = [await connect('A1USHARBORPINE'), await connect('A9USQUOTES')]
  const read = async (query: string) => {
    const { status, body } = await ask(`/api/v1/events?${query}`)
    expect(status).toBe(200)
    return body as unknown as { events: { data: { id: string } }[]; next_cursor: string | null }
  }
  const subjects = ({ events }: { events: { data: { id: string } }[] }) =>
    new Set(events.map(({ data }) => data.id))
  // An event can be read once every earlier transaction of the server has ended, those of other tests included.
  const published = await db.$count(event, eq(event.isPublic, true))
  expect(published).toBeGreaterThan(2)
  await expect.poll(async () => (await read('limit=200')).events.length).toBe(published)
  const ofOther = await read(`authorization_id=${other}`)
  expect(ofOther.events.length).toBeGreaterThan(0)
  expect(ofOther.events.length).toBeLessThan(published)
  expect(JSON.stringify(ofOther.events)).toContain(other)
  expect(JSON.stringify(ofOther.events)).not.toContain(one)
  expect(subjects(ofOther).size).toBe(1)
  const after = await read(`authorization_id=${other}&cursor=${ofOther.next_cursor}`)
  expect(after).toMatchObject({ events: [], next_cursor: ofOther.next_cursor })
  expect(await read(`authorization_id=${crypto.randomUUID()}`)).toMatchObject({ events: [] })
  expect((await ask('/api/v1/events?authorization_id=none')).body).toMatchObject({ code: 'input_invalid' })
})
