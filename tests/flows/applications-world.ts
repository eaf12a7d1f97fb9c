import { eq } from 'drizzle-orm'
import { application } from '#drizzle/schema.ts'
import { createApplication } from '#lib/applications/create.ts'
import type { ApplicationFacts } from '#lib/applications/facts.ts'
import { readApplication } from '#lib/applications/read.ts'
import type { Context } from '#lib/context.ts'
import { seals } from '#lib/seals.ts'
import { Secret } from '#lib/secret.ts'
import { randomToken } from '#lib/vault/random.ts'
import { open } from '#lib/vault/seal.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import type { TestDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'

export const dayMs = 86_400_000
export const clientSecret = `amzn1.oa2-cs.v1.${randomToken()}`

/** An Amazon world in which applications are added, changed and read. */
export async function createApplicationsWorld(database: TestDatabase) {
  const { db } = database
  const world = await createAmazonWorld(database)
  const actor = await addOperator(world.services)
  const operatorOf = (role: 'viewer' | 'operator' | 'admin') => world.as({ ...actor, role })
  const admin = operatorOf('admin')
  const facts: ApplicationFacts = {
    name: 'Repricer',
    spApiApplicationId: 'amzn1.sellerapps.app.second',
    status: 'draft',
    kind: 'public',
    isListed: false,
    isSandbox: false,
    partnerTypes: ['seller'],
    lwaClientId: 'amzn1.application-oa2-client.second',
    tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
    redirectUri: world.redirectUri,
    logInUri: 'http://localhost:3000/authorize',
    returnAddresses: ['https://app.example.com/done'],
    roles: ['Product Listing'],
    renewalTermDays: 365,
    renewalDueDays: 30,
    renewalWarningDays: [60, 30, 7],
  }
  const another = (more: Partial<ApplicationFacts> = {}): ApplicationFacts => {
    const id = randomToken().replaceAll('-', 'x').slice(0, 20)
    return {
      ...facts,
      name: `Repricer ${id}`,
      spApiApplicationId: `amzn1.sp.solution.${id}`,
      lwaClientId: `amzn1.application-oa2-client.${id}`,
      ...more,
    }
  }
  const create = (ctx: Context, wanted: ApplicationFacts = another()) =>
    createApplication(ctx, wanted, { value: new Secret(clientSecret), createdOn: '2026-11-01' })
  const seenAt = async (id: string) => (await readApplication(admin, id)).updatedAt.toISOString()
  const rowOf = async (id: string) => {
    const [row] = await db.select().from(application).where(eq(application.id, id))
    if (row === undefined) throw new Error(`no application ${id}`)
    return row
  }
  const secretOf = async (id: string) =>
    open(
      admin.keyRing,
      (await rowOf(id)).lwaClientSecretSealed,
      seals.application.lwaClientSecretSealed({ id }),
    ).expose()

  return { ...world, admin, operatorOf, facts, another, create, seenAt, rowOf, secretOf }
}
