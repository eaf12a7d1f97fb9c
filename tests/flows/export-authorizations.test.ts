import { expect, test } from 'vitest'
import { authorization } from '#drizzle/schema.ts'
import { exportAuthorizations } from '#lib/authorizations/export.ts'
import type { Context } from '#lib/context.ts'
import { listAuditEntries } from '#lib/store/audit/audit.ts'
import { openSession } from '#scripts/demo/world/open-session.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from '../store/records.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)

async function read(ctx: Context, query: Parameters<typeof exportAuthorizations>[1]): Promise<string[]> {
  let file = ''
  for await (const part of await exportAuthorizations(ctx, query)) file += part
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
      ...{ sellingPartnerId: `A${index}`, grantKey: `A${index}`, storeName: `Many ${index}` },
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
  expect(entries.map(({ details }) => details.search).toSorted()).toEqual(['', 'Many 44'])

  const { actor } = seller
  if (actor.kind !== 'account') throw new Error(actor.kind)
  await expect(exportAuthorizations(seller, {})).rejects.toThrow(refusal('confirmation_required'))
  const confirmed = { ...seller, actor: { ...actor, sessionId: await openSession(db, actor.personId) } }
  expect(await read(confirmed, {}), 'sellers see their own').toHaveLength(2)
  await expect(exportAuthorizations(world.visitor, {})).rejects.toThrow(refusal('sign_in_required'))
})
