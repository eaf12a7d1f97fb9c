import { expect, test } from 'vitest'
import { account, authorization } from '#drizzle/schema.ts'
import type { Cursor } from '#lib/database/keyset.ts'
import type { ListFilter } from '#lib/store/authorization-filter.ts'
import { type AuthorizationListRow, listAuthorizationRows } from '#lib/store/authorization-lists.ts'
import { everything } from '#lib/store/visibility.ts'
import { useDatabase } from '../fixtures/database.ts'
import { authorizationOf, makeAccount, makeApplication } from './records.ts'

const { db } = await useDatabase()
const names = ['100 % wool', '100 x wool', 'a_b', 'axb', 'back\\slash', 'Bücher', "O'Neil"]
const applicationId = await makeApplication(db)
const accountId = await makeAccount(db)
await db
  .insert(authorization)
  .values(names.map((storeName) => authorizationOf(applicationId, accountId, { storeName })))

const noFilter: ListFilter = {
  visible: everything,
  search: null,
  sellingPartnerId: null,
  accountId: null,
  applicationId: null,
  region: null,
  health: null,
  flags: null,
  tags: null,
  externalReference: null,
  marketplaceId: null,
  workflow: null,
  changedSince: null,
  needsPerson: null,
  accountName: null,
  role: null,
  renewsUntil: null,
  healthSince: null,
  incident: null,
  exposedBy: null,
  createdUntil: null,
  ids: null,
}

async function find(search: string): Promise<(string | null)[]> {
  const rows = await listAuthorizationRows(db, { ...noFilter, search }, 'name', { after: null, limit: 50 })
  return rows.map((row) => row.authorization.storeName)
}

test.each([
  ['100 %', ['100 % wool']],
  ['a_b', ['a_b']],
  ['\\', ['back\\slash']],
  ['BÜCHER', ['Bücher']],
  ["o'n", ["O'Neil"]],
  ["' or 1=1 --", []],
])('a search for %j is literal, not a pattern', async (search, found) => {
  expect(await find(search)).toEqual(found)
})

test('a search that Postgres could not parse doesn’t fail', async () => {
  expect(await find('a\0_\0b')).toEqual(['a_b'])
})

test('an authorization with a label is found and sorted by it, and one without any name is on a page, too', async () => {
  const own = await makeAccount(db)
  const row = (label: string | null) =>
    authorizationOf(applicationId, own, { label, sellingPartnerId: null, grantKey: crypto.randomUUID() })
  await db.insert(authorization).values(['Zebra', null, null, 'Alder'].map(row))
  for (const by of ['name', 'attention', 'newest'] as const) {
    const seen: (string | null)[] = []
    let after: Cursor | null = null
    do {
      const rows: AuthorizationListRow[] = await listAuthorizationRows(
        db,
        { ...noFilter, visible: { accountId: own } },
        by,
        { after, limit: 2 },
      )
      const [found, next] = rows
      if (found !== undefined) seen.push(found.authorization.label)
      after =
        next !== undefined && found !== undefined ? { key: found.key, id: found.authorization.id } : null
    } while (after !== null)
    if (by === 'newest') expect(seen).toHaveLength(4)
    else expect(seen).toEqual([null, null, 'Alder', 'Zebra'])
  }
  expect(await find('zebr')).toEqual([null])
})

test('a search finds each name and the account, and never matches across two names', async () => {
  const id = crypto.randomUUID()
  await db.insert(account).values({ id, name: 'Mike & Söhne', createdAt: new Date() })
  const names = { label: 'Kilo', storeName: 'Lima', sellingPartnerId: 'A1NOVEMBER' }
  await db.insert(authorization).values(authorizationOf(applicationId, id, names))
  for (const search of ['kilo', 'LIM', '1november', 'e & SÖ']) expect(await find(search)).toEqual(['Lima'])
  for (const search of ['kilolima', 'kilo\x01lima', 'lima mike']) expect(await find(search)).toEqual([])
})
