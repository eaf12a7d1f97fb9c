import { eq } from 'drizzle-orm'
import { beforeEach } from 'vitest'
import { addGrant } from '#bench/grant.ts'
import { application, clientSecretRotation } from '#drizzle/schema.ts'
import { replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { setRotation } from '#lib/rotation/settings.ts'
import { Secret } from '#lib/secret.ts'
import { listApplications } from '#lib/store/applications.ts'
import { getAccessToken } from '#lib/tokens/refresh.ts'
import { queueUrlOf } from '#simulator/sqs/routes.ts'
import { addOperator } from '../fixtures/add-operator.ts'
import type { TestDatabase } from '../fixtures/database.ts'
import { createAmazonWorld } from './amazon-world.ts'

export const dayMs = 86_400_000
export const minuteMs = 60_000

/** An application whose queue of new client secrets is empty before each test, and whose secret is of that day. */
export async function createRotationWorld(database: TestDatabase) {
  const { db } = database
  const world = await createAmazonWorld(database, { enrolledForRotation: true })
  const { simulator, services, system } = world
  const admin = world.as(await addOperator(world.services))
  const [stored] = await listApplications(db)
  if (stored === undefined) throw new Error('no application')
  const { id } = stored
  const seller = await addGrant(system, simulator, 'A1USHARBORPINE')
  const [atAmazon] = simulator.applications()
  if (atAmazon === undefined) throw new Error('no application at Amazon')
  const queueUrl = queueUrlOf(atAmazon)
  const aws = { awsAccessKeyId: 'AKIAIOSFODNN7EXAMPLE', awsSecret: new Secret('wJalrXUtnFEMI-EXAMPLE-KEY') }
  const readApplication = async () => {
    const [row] = await db.select().from(application).where(eq(application.id, id))
    if (row === undefined) throw new Error('gone')
    return row
  }
  const inDays = (days: number) => new Date(services.now().getTime() + days * dayMs).toISOString()

  beforeEach(async () => {
    simulator.clearFaults()
    simulator.refillBuckets()
    Object.assign(atAmazon, { queuePolicyAllows: ['437568002678'] })
    atAmazon.queue.splice(0)
    await db.delete(clientSecretRotation)
    const value = new Secret(simulator.rotateSecret(world.applicationId).value)
    await replaceClientSecret(admin, id, { value, createdOn: inDays(0).slice(0, 10) })
    atAmazon.queue.splice(0)
    simulator.clearReceived()
  })

  return {
    world,
    simulator,
    services,
    system,
    admin,
    id,
    atAmazon,
    queueUrl,
    aws,
    readApplication,
    inDays,
    requests: () =>
      simulator
        .received()
        .filter(({ path, status }) => path === '/applications/2023-11-30/clientSecret' && status === 204),
    newest: () => atAmazon.clientSecrets[0]?.value ?? '',
    inForce: async () => (await readApplication()).secretEnding,
    refresh: () => getAccessToken(system, seller, { refreshedSince: services.now() }),
    turnOn: (policy: 'manual' | 'promote' | 'automatic') =>
      setRotation(admin, id, { policy, queueUrl, ...aws }),
    newSecretMessage: (changes: object = {}) =>
      JSON.stringify({
        notificationType: 'APPLICATION_OAUTH_CLIENT_NEW_SECRET',
        payload: {
          applicationOAuthClientNewSecret: {
            clientId: atAmazon.lwaClientId,
            newClientSecret: 'amzn1.oa2-cs.v1.0123456789abcdef',
            newClientSecretExpiryTime: inDays(180),
            oldClientSecretExpiryTime: inDays(7),
            ...changes,
          },
        },
      }),
  }
}
