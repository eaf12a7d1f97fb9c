import { application, person } from '#drizzle/schema.ts'
import { createConnectLink, type LinkRequest } from '#lib/links/create.ts'
import { newId } from '#lib/vault/random.ts'
import type { TestDatabase } from '../fixtures/database.ts'
import { type createAmazonWorld, marketplaceIds } from './amazon-world.ts'

/** An operator who creates connect links, and an application with a return address. */
export async function createLinkWorld(
  { db }: TestDatabase,
  world: Awaited<ReturnType<typeof createAmazonWorld>>,
) {
  const personId = newId()
  const facts = { email: `${personId}@example.com`, passwordHash: 'none', createdAt: world.services.now() }
  await db.insert(person).values({ ...facts, id: personId, name: 'Olga Operator', role: 'operator' })
  const operator = world.as({ kind: 'operator', personId, role: 'operator', sessionId: newId() })
  const returnTo = 'https://app.example.com/done'
  await db.update(application).set({ returnAddresses: [returnTo] })
  const [stored] = await db.select().from(application)

  /** For a seller in the United States, unless `changes` say otherwise. */
  const request = (changes: Partial<LinkRequest> = {}): LinkRequest => ({
    id: newId(),
    applicationId: stored?.id ?? '',
    partnerType: 'seller',
    marketplaceId: marketplaceIds.us,
    account: null,
    expectedSellingPartnerId: null,
    returnTo: null,
    label: 'Harbor Pine',
    days: 7,
    ...changes,
  })
  return {
    operator,
    returnTo,
    request,
    make: (changes: Partial<LinkRequest> = {}) => createConnectLink(operator, request(changes)),
  }
}
