import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { application, attempt } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { readAttempt } from '#lib/attempts/read-own.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createAmazonWorld, marketplaceIds, refusal, websiteStart } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const seller = await world.addAccount('Blue Kettle')
const address = 'https://app.example.com/done'
await db.update(application).set({ returnAddresses: [address] })

const start = (returnTo: string) =>
  `${websiteStart(marketplaceIds.us)}&return_to=${encodeURIComponent(returnTo)}`

test('A21: a return address on the list is stored in the attempt, with its query', async () => {
  const { query, bindings } = await world.consent(seller, start(`${address}?order=7`), 'A1USHARBORPINE')
  expect(query).not.toContain('order')
  const [row] = await db
    .select()
    .from(attempt)
    .where(eq(attempt.returnTo, `${address}?order=7`))
  expect(await readAttempt(seller, row?.id ?? '', bindings)).toMatchObject({
    returnTo: `${address}?order=7`,
  })
})

test('A21: a return address that isn’t on the list is refused before anything is stored', async () => {
  const before = await db.select().from(attempt)
  for (const returnTo of [
    'https://evil.example/done',
    'https://app.example.com/other',
    'https://app.example.com@evil.example/done',
    'https://app.example.com/done#x',
    'javascript:alert(1)',
    '/done',
  ]) {
    await expect(beginAuthorization(seller, start(returnTo), noBindings), returnTo).rejects.toThrow(
      refusal('return_address_refused'),
    )
  }
  await expect(
    beginAuthorization(seller, `${start(address)}&return_to=${encodeURIComponent(address)}`, noBindings),
  ).rejects.toThrow(refusal('parameter_repeated'))
  expect(await db.select().from(attempt)).toEqual(before)
})
