import { expect, test } from 'vitest'
import { authorization } from '#drizzle/schema.ts'
import { labelAuthorization } from '#lib/authorizations/edit.ts'
import { exportAuthorizations } from '#lib/authorizations/export.ts'
import type { ListQuery } from '#lib/authorizations/list-filter.ts'
import type { Context } from '#lib/context.ts'
import { listAuditEntries } from '#lib/store/audit/audit.ts'
import { openSession } from '#scripts/demo/world/open-session.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from '../store/records.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)

async function read(ctx: Context, query: ListQuery): Promise<string[]> {
  let file = ''
  const filter = new URLSearchParams({ find: query.search ?? '' }).toString()
  for await (const part of await exportAuthorizations(ctx, { query, filter })) file += part
  expect(file.startsWith('\uFEFF')).toBe(true)
  return file.slice(1).trimEnd().split('\r\n')
}

test('D9: the file has every matching row once, without tokens or formulas, and the export leaves an entry', async () => {
  const seller = await world.addAccount('=HYPERLINK("https://evil.example")')
  const { outcome } = await world.authorize(seller, websiteStart(marketplaceIds.us), 'A1USHARBORPINE')
  if (outcome.kind !== 'completed') throw new Error(outcome.kind)
  const [accountId, applicationId] = [await makeAccount(db), await makeApplication(db)]
  const others = Array.from({ length: 450 }, (_, index) =>
    authorizationOf(applicationId, accountId, {
      sellingPartnerId: `A${index}`,
      grantKey: `A${index}`,
      storeName: `Many ${index}`,
    }),
  )
  await db.insert(authorization).values(others)

  const all = await read(world.operator, { sort: 'name' })
  expect(all).toHaveLength(452)
  expect(all[0]).toMatch(/^"selling_partner_id","name",.*"id"$/)
  expect(new Set(all.map((line) => line.split(',').at(-1))).size).toBe(452)
  expect(all.join('\n')).not.toMatch(/Atz[ar]\|/)
  const own = all.find((line) => line.startsWith('"A1USHARBORPINE"'))
  expect(own).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
  expect(own).toContain('"working"')

  expect(await read(world.operator, { search: 'Many 44' })).toHaveLength(12)
  const entries = await listAuditEntries(
    db,
    { actions: ['authorizations.exported'] },
    { before: null, limit: 9 },
  )
  expect(entries.map(({ details }) => details)).toMatchObject([
    { filter: 'find=Many+44', rows: 11, columns: expect.stringContaining('selling_partner_id name') },
    { filter: 'find=', rows: 451 },
  ])

  const whole = { query: {}, filter: '' }
  const { actor } = seller
  if (actor.kind !== 'account') throw new Error(actor.kind)
  await expect(exportAuthorizations(seller, whole)).rejects.toThrow(refusal('confirmation_required'))
  const confirmed = { ...seller, actor: { ...actor, sessionId: await openSession(db, actor.personId) } }
  expect(await read(confirmed, {}), 'sellers see their own').toHaveLength(2)
  await expect(exportAuthorizations(world.visitor, whole)).rejects.toThrow(refusal('sign_in_required'))
})

test('a seller whose place in the list changes while the file is sent is in it once, and none is missing', async () => {
  const [accountId, applicationId] = [await makeAccount(db), await makeApplication(db)]
  const rows = Array.from({ length: 401 }, (_, index) =>
    authorizationOf(applicationId, accountId, {
      sellingPartnerId: `B${index}`,
      grantKey: `B${index}`,
      storeName: `Moving ${1000 + index}`,
    }),
  )
  await db.insert(authorization).values(rows)
  const query = { applicationId, sort: 'name' } as const
  const parts = await exportAuthorizations(world.operator, { query, filter: '' })
  const [, first] = [await parts.next(), await parts.next()]
  for (const [index, label] of [
    [0, 'Moving 9999'],
    [400, 'Moving 0000'],
  ] as const)
    await labelAuthorization(world.operator, rows[index]?.id ?? '', label)
  let file: string = first.value
  for await (const part of parts) file += part
  const ids = file
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(',').at(-1)?.replaceAll('"', ''))
  expect(ids).toEqual(rows.map(({ id }) => id))
})
