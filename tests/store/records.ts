import { randomUUID } from 'node:crypto'
import { account, application, attempt, type authorization } from '#drizzle/schema.ts'
import type { Database } from '#lib/database/pool.ts'

const at = new Date('2026-11-22T12:00:00Z')

export async function makeAccount(db: Database): Promise<string> {
  const id = randomUUID()
  await db.insert(account).values({ id, name: 'Seller Ltd', createdAt: at })
  return id
}

export async function makeApplication(
  db: Database,
  more: Partial<typeof application.$inferInsert> = {},
): Promise<string> {
  const id = randomUUID()
  await db.insert(application).values({
    id,
    name: `Gatehouse ${id}`,
    spApiApplicationId: `amzn1.sp.solution.${id}`,
    status: 'draft',
    lwaClientId: 'amzn1.application-oa2-client.1',
    lwaClientSecretSealed: 'v1',
    tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
    redirectUri: 'http://localhost:3000/sp-api/auth',
    createdAt: at,
    updatedAt: at,
    ...more,
  })
  return id
}

/** The required columns of an authorization, with a selling partner of its own. */
export function authorizationOf(
  applicationId: string,
  accountId: string,
  more: Partial<typeof authorization.$inferInsert> = {},
): typeof authorization.$inferInsert {
  const id = randomUUID()
  const sellingPartnerId = more.sellingPartnerId ?? `A${id.replaceAll('-', '').toUpperCase()}`
  return {
    id,
    applicationId,
    accountId,
    sellingPartnerId,
    grantKey: sellingPartnerId,
    region: 'eu',
    consentGroup: 'eu',
    partnerType: 'seller',
    marketplaceId: 'A1PA6795UKMFR9',
    authorizedAt: at,
    renewedAt: at,
    createdAt: at,
    ...more,
  }
}

/** A started website attempt, which waits for its redirect. */
export async function makeAttempt(
  db: Database,
  applicationId: string,
  more: Partial<typeof attempt.$inferInsert> = {},
): Promise<string> {
  const id = randomUUID()
  await db.insert(attempt).values({
    id,
    applicationId,
    workflow: 'website',
    status: 'started',
    partnerType: 'seller',
    bindingDigest: 'binding',
    stateDigest: id,
    stateExpiresAt: new Date(at.getTime() + 600_000),
    expiresAt: new Date(at.getTime() + 1_800_000),
    startedAt: at,
    ...more,
  })
  return id
}
