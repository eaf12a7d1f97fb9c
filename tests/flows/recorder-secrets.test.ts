import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attemptStep } from '#drizzle/schema.ts'
import { marketplaces } from '#lib/amazon/marketplaces.ts'
import { recordStep, recordSteps, type Step } from '#lib/attempts/steps.ts'
import type { errors } from '#lib/errors.ts'
import { randomToken } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { makeApplication, makeAttempt } from '../store/records.ts'
import { createAmazonWorld } from './amazon-world.ts'

const database = await useDatabase()
const { db } = database
const world = await createAmazonWorld(database)
const attemptId = await makeAttempt(db, await makeApplication(db))

/** Every kind of secret in this system, by its format. */
const secret = fc.oneof(
  fc.base64String({ minLength: 20, maxLength: 400 }).map((text) => `Atzr|${text}`),
  fc.base64String({ minLength: 20, maxLength: 400 }).map((text) => `Atza|${text}`),
  fc.stringMatching(/^[A-Za-z]{20}$/),
  fc.stringMatching(/^[A-Za-z0-9-]{18,64}$/),
  fc.stringMatching(/^amzn1\.oa2-cs\.v1\.[0-9a-f]{64}$/),
  fc.stringMatching(/^ghk_[0-9a-f]{12}_[\w-]{43}$/),
  fc.constant(null).map(randomToken),
  fc.string({ unit: 'binary', minLength: 8 }),
)
/** Alone, or hidden in surrounding text. */
const hidden = fc.oneof(
  secret,
  secret.map((text) => `${text}.amazon.com`),
  secret.map((text) => `https://${text}@sellercentral.amazon.com`),
  secret.map((text) => `sellercentral.amazon.com/${text}`),
  secret.map((text) => `state_used ${text}`),
  secret.map((text) => `0b7e6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10${text}`),
  fc.constantFrom('__proto__', 'constructor', 'toString'),
)

test('the recorder never stores a secret', async () => {
  await fc.assert(
    fc.asyncProperty(hidden, hidden, hidden, async (host, problem, amazonRequestId) => {
      await recordStep(world.system, attemptId, 'failed', {
        host,
        problem: problem as keyof typeof errors,
        amazonRequestId,
        durationMs: 1,
      })
    }),
    { numRuns: 1_000 },
  )
  const rows = await db.select().from(attemptStep)
  expect(rows).toHaveLength(1_000)
  const texts = rows.flatMap((row) => [row.host, row.problem, row.amazonRequestId])
  expect(texts.filter((text) => text !== null)).toEqual([])
})

test('the recorder stores the facts of each step', async () => {
  await db.delete(attemptStep)
  const steps: readonly Step[] = marketplaces.map(({ sellerCentralHost }) => ({
    step: 'redirected',
    host: sellerCentralHost,
    problem: 'state_used',
    amazonRequestId: '0B7E6c1a-9f1d-4c53-8c8e-2f6f3b1f7a10',
    durationMs: 1.6,
  }))
  await recordSteps(world.system, attemptId, steps)
  const rows = await db.select().from(attemptStep)
  expect(rows).toMatchObject(steps.map((step) => ({ ...step, durationMs: 2, attemptId })))
})
