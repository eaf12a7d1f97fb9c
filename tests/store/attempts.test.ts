import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { attempt } from '#drizzle/schema.ts'
import { inTransactionOf } from '#lib/database/pool.ts'
import {
  claimAttempt,
  claimDueAttempts,
  expireAttempts,
  moveAttempt,
  renewClaim,
  storeIssuedGrant,
} from '#lib/store/attempt-status.ts'
import { deleteUnfinishedAttempts, findAttempt, findAttemptByState } from '#lib/store/attempts.ts'
import { useDatabase } from '../fixtures/database.ts'
import { makeAccount, makeApplication, makeAttempt } from './records.ts'

const { db } = await useDatabase()
const applicationId = await makeApplication(db)
const accountId = await makeAccount(db)
const now = new Date('2026-11-22T12:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
const crowd = Array.from({ length: 20 }, (_, index) => index)

const redirect = (code: string, receivedAt = now) => ({
  redirectDigest: `digest of ${code}`,
  sellingPartnerId: 'A1',
  codeSealed: code,
  codeExpiresAt: minutes(5),
  receivedAt,
  retryAt: receivedAt,
  unknownParameters: [],
})

const secondState = (secondStateDigest: string) => ({
  secondStateDigest,
  amazonCallbackUri: 'https://sellercentral.amazon.com/apps/authorize/confirm/x',
  amazonState: 'a',
  announcedSellingPartnerId: 'A1',
})

// As lib/attempts/transition.ts calls it.
type Change = Parameters<typeof moveAttempt>[3]
const consumeState = (on: typeof db, id: string, change: ReturnType<typeof redirect>) =>
  moveAttempt(
    on,
    id,
    { from: ['started'], stateValidAt: change.receivedAt },
    { ...change, status: 'received' },
  )
const consumeRefusedState = (on: typeof db, id: string, change: Change & { endedAt: Date }) =>
  moveAttempt(on, id, { from: ['started'], stateValidAt: change.endedAt }, { ...change, status: 'failed' })
const addSecondState = (on: typeof db, id: string, at: Date, change: Change) =>
  moveAttempt(on, id, { from: ['started'], stateValidAt: at, hasOneState: true }, change)
const startArrivedAttempt = (on: typeof db, id: string, change: Change) =>
  moveAttempt(on, id, { from: ['arrived'] }, { ...change, status: 'started' })
const moveClaimedAttempt = (on: typeof db, id: string, claimId: string, change: Change) =>
  moveAttempt(
    on,
    id,
    { from: ['exchanging', 'exchanged'], claimId },
    { ...change, claimId: null, claimedUntil: null },
  )
const closeOverdueAttempts = (on: typeof db, at: Date) =>
  inTransactionOf(on, (tx) =>
    expireAttempts(tx, at, [
      { status: 'arrived', column: 'expiresAt', before: at, problem: 'not_finished' },
      { status: 'started', column: 'expiresAt', before: at, problem: 'not_finished' },
      { status: 'received', column: 'codeExpiresAt', before: at, problem: 'code_expired' },
    ]),
  )

describe('a state', () => {
  test('A4: of twenty simultaneous redirects, one consumes the state, and its code is stored', async () => {
    const id = await makeAttempt(db, applicationId)
    const rows = await Promise.all(crowd.map((index) => consumeState(db, id, redirect(`code ${index}`))))
    const winners = rows.filter((row) => row !== null)
    expect(winners).toHaveLength(1)
    expect(await findAttempt(db, id)).toMatchObject({
      status: 'received',
      codeSealed: winners[0]?.codeSealed,
    })
  })

  test('A4: a grant and a refusal at the same time: one of them counts', async () => {
    const id = await makeAttempt(db, applicationId)
    const refusal = { redirectDigest: 'r', problem: 'consent_refused', failure: null, endedAt: now }
    const rows = await Promise.all([
      consumeState(db, id, redirect('code')),
      consumeRefusedState(db, id, refusal),
    ])
    expect(rows.filter((row) => row !== null)).toHaveLength(1)
  })

  test('A5: that has expired is not consumed, to the millisecond', async () => {
    const id = await makeAttempt(db, applicationId, { stateExpiresAt: minutes(10) })
    expect(await consumeState(db, id, redirect('code', minutes(10)))).toBeNull()
    expect(await consumeState(db, id, redirect('code', new Date(minutes(10).getTime() - 1)))).not.toBeNull()
  })

  test('A2: is found by its digest, like the second state of the same attempt', async () => {
    const id = await makeAttempt(db, applicationId, { stateDigest: 'digest one' })
    await addSecondState(db, id, now, secondState('digest two'))
    expect((await findAttemptByState(db, 'digest one'))?.id).toBe(id)
    expect((await findAttemptByState(db, 'digest two'))?.id).toBe(id)
    expect(await findAttemptByState(db, 'digest three')).toBeNull()
    await consumeState(db, id, redirect('code'))
    expect(await consumeState(db, id, redirect('another'))).toBeNull()
  })

  test('one of twenty simultaneous visits issues the second state, and no deadline is extended', async () => {
    const id = await makeAttempt(db, applicationId, { stateExpiresAt: minutes(10), expiresAt: minutes(10) })
    const rows = await Promise.all(
      crowd.map((index) => addSecondState(db, id, now, secondState(`second ${index}`))),
    )
    expect(rows.filter((row) => row !== null)).toHaveLength(1)
    expect(await findAttempt(db, id)).toMatchObject({
      stateExpiresAt: minutes(10),
      expiresAt: minutes(10),
      status: 'started',
    })
    for (const over of [{ status: 'received' as const }, { stateExpiresAt: now }]) {
      const other = await makeAttempt(db, applicationId, over)
      expect(await addSecondState(db, other, now, secondState(`second of ${other}`))).toBeNull()
    }
  })

  test('A1: the database refuses the same one twice', async () => {
    await makeAttempt(db, applicationId, { stateDigest: 'taken' })
    await expect(makeAttempt(db, applicationId, { stateDigest: 'taken' })).rejects.toThrow()
  })
})

test('A16: an attempt that arrived at the Login URI is started once', async () => {
  const id = await makeAttempt(db, applicationId, {
    status: 'arrived',
    stateDigest: null,
    stateExpiresAt: null,
  })
  const start = (stateDigest: string) =>
    startArrivedAttempt(db, id, {
      accountId,
      personId: null,
      stateDigest,
      stateExpiresAt: minutes(10),
      expiresAt: minutes(10),
      marketplaceId: 'ATVPDKIKX0DER',
    })
  const rows = await Promise.all(crowd.map((index) => start(`arrived ${index}`)))
  expect(rows.filter((row) => row !== null)).toHaveLength(1)
})

describe('a claim', () => {
  const received = {
    status: 'received',
    receivedAt: now,
    codeSealed: 'sealed',
    codeExpiresAt: minutes(5),
  } as const
  const times = { lastsMs: 20_000, now, firstStoreRetryMs: 60_000, longestStoreRetryMs: 3_600_000 }
  const claims = (more: Partial<typeof times> = {}) => ({ ...times, ...more, claimId: randomUUID() })
  /** As after a process that died a while ago. */
  const expired = { lastsMs: -1 }
  const issued = (exchangedAt: Date, grantSealed = 'sealed') => ({
    grantSealed,
    exchangedAt,
    amazonRequestId: null,
    retryAt: exchangedAt,
  })

  test('A8: is given to one of twenty', async () => {
    const id = await makeAttempt(db, applicationId, received)
    const rows = await Promise.all(crowd.map(() => claimAttempt(db, id, claims())))
    expect(rows.filter((row) => row !== null)).toHaveLength(1)
    expect(await findAttempt(db, id)).toMatchObject({ status: 'exchanging', uncertainSends: 0 })
  })

  test('A4: that expired is given to one of twenty, and counts as a code that may have been sent', async () => {
    const id = await makeAttempt(db, applicationId, received)
    await claimAttempt(db, id, claims(expired))
    const rows = await Promise.all(crowd.map(() => claimAttempt(db, id, claims())))
    expect(rows.filter((row) => row !== null)).toHaveLength(1)
    expect(await findAttempt(db, id)).toMatchObject({ uncertainSends: 1 })
  })

  test('that was renewed in time is not given to another process', async () => {
    const id = await makeAttempt(db, applicationId, received)
    const own = claims(expired)
    await claimAttempt(db, id, own)
    expect(await renewClaim(db, id, { ...own, lastsMs: 20_000 })).toBe(true)
    expect(await claimAttempt(db, id, claims())).toBeNull()
    expect(await claimDueAttempts(db, claims(), 100)).not.toContainEqual(expect.objectContaining({ id }))
  })

  test('that was taken over can no longer be renewed, and changes nothing', async () => {
    const id = await makeAttempt(db, applicationId, received)
    const [late, current] = [claims(expired), claims()]
    await claimAttempt(db, id, late)
    await claimAttempt(db, id, current)
    expect(await renewClaim(db, id, late)).toBe(false)
    expect(await moveClaimedAttempt(db, id, late.claimId, { status: 'failed' })).toBeNull()
    expect(await moveClaimedAttempt(db, id, current.claimId, { status: 'received' })).toMatchObject({
      status: 'received',
      claimId: null,
      claimedUntil: null,
    })
  })

  test('losing it doesn’t prevent storing the tokens that LWA issued for the code', async () => {
    for (const status of ['received', 'exchanging', 'failed'] as const) {
      const id = await makeAttempt(db, applicationId, { ...received, status, problem: 'code_refused' })
      const late = claims()
      expect(await storeIssuedGrant(db, id, late, issued(now)), status).toMatchObject({
        status: 'exchanged',
        grantSealed: 'sealed',
        claimId: late.claimId,
        problem: null,
        endedAt: null,
      })
    }
  })

  test('that was lost replaces older tokens of the code, and never newer ones', async () => {
    const id = await makeAttempt(db, applicationId, received)
    const claim = claims()
    await claimAttempt(db, id, claim)
    await storeIssuedGrant(db, id, claim, issued(now, 'first'))
    expect(await storeIssuedGrant(db, id, claim, issued(now, 'first')), 'again').not.toBeNull()
    expect(await storeIssuedGrant(db, id, claims(), issued(minutes(-1), 'older'))).toBeNull()
    expect(await storeIssuedGrant(db, id, claims(), issued(minutes(1), 'newer'))).not.toBeNull()
    expect(await findAttempt(db, id)).toMatchObject({ grantSealed: 'newer' })
    const done = await makeAttempt(db, applicationId, { ...received, status: 'completed' })
    expect(await storeIssuedGrant(db, done, claims(), issued(minutes(1)))).toBeNull()
  })

  test('on tokens that are waiting to be stored is given to one process, not before its time, and later each time', async () => {
    const id = await makeAttempt(db, applicationId, {
      ...received,
      status: 'exchanged',
      grantSealed: 'sealed',
      storeTries: 1,
      retryAt: minutes(1),
    })
    expect(await claimAttempt(db, id, claims())).toBeNull()
    const rows = await Promise.all(
      crowd.map(() => claimAttempt(db, id, claims({ now: minutes(1), ...expired }))),
    )
    expect(rows.filter((row) => row !== null)).toHaveLength(1)
    expect(await findAttempt(db, id)).toMatchObject({ storeTries: 2, retryAt: minutes(3), uncertainSends: 0 })
    await claimAttempt(db, id, claims({ now: minutes(3) }))
    expect(await findAttempt(db, id)).toMatchObject({ storeTries: 3, retryAt: minutes(7) })
  })

  test.each(['arrived', 'started', 'completed', 'quarantined', 'failed'] as const)(
    'is not given while the attempt is %s',
    async (status) => {
      const id = await makeAttempt(db, applicationId, { ...received, status })
      const claim = claims({ now: minutes(1) })
      expect(await claimAttempt(db, id, claim)).toBeNull()
      expect(await moveClaimedAttempt(db, id, claim.claimId, { status: 'failed' })).toBeNull()
    },
  )

  test('workers share due attempts: each goes to one of them, the longest overdue first', async () => {
    await db.delete(attempt)
    const open = { ...received, retryAt: minutes(-1) }
    const due = await Promise.all([
      makeAttempt(db, applicationId, { ...open, retryAt: minutes(-3) }),
      makeAttempt(db, applicationId, { ...open, status: 'exchanging', retryAt: minutes(-2) }),
      makeAttempt(db, applicationId, { ...open, status: 'exchanged', grantSealed: 'sealed' }),
    ])
    const waits = { ...received, retryAt: minutes(1) }
    await makeAttempt(db, applicationId, waits)
    await makeAttempt(db, applicationId, { ...open, status: 'failed' })
    const first = await claimDueAttempts(db, claims(), 1)
    expect(first.map(({ id }) => id)).toEqual(due.slice(0, 1))
    const shares = await Promise.all(crowd.map(() => claimDueAttempts(db, claims(), 2)))
    expect(shares.every((share) => share.length <= 2)).toBe(true)
    const ids = shares.flat().map(({ id }) => id)
    expect(ids.sort()).toEqual(due.slice(1).sort())
  })
})

test('A9: attempts past their deadline end, their codes are destroyed, and nothing else is touched', async () => {
  await db.delete(attempt)
  const open = await makeAttempt(db, applicationId)
  const overdue = await makeAttempt(db, applicationId, { expiresAt: minutes(-1) })
  const arrived = await makeAttempt(db, applicationId, { status: 'arrived', expiresAt: minutes(-1) })
  const code = { receivedAt: minutes(-9), codeSealed: 'sealed', codeExpiresAt: minutes(-4) }
  const late = await makeAttempt(db, applicationId, { ...code, status: 'received' })
  const done = await makeAttempt(db, applicationId, { ...code, status: 'completed', expiresAt: minutes(-1) })
  const expired = await closeOverdueAttempts(db, now)
  expect(expired.map(({ id, problem }) => [id, problem]).toSorted()).toEqual(
    [
      [overdue, 'not_finished'],
      [arrived, 'not_finished'],
      [late, 'code_expired'],
    ].toSorted(),
  )
  const seen = await Promise.all([open, overdue, arrived, late, done].map((id) => findAttempt(db, id)))
  expect(seen.map((row) => [row?.status, row?.problem, row?.codeSealed])).toEqual([
    ['started', null, null],
    ['failed', 'not_finished', null],
    ['failed', 'not_finished', null],
    ['failed', 'code_expired', null],
    ['completed', null, 'sealed'],
  ])
  expect(await closeOverdueAttempts(db, now)).toEqual([])
})

test('only attempts that never returned are pruned, oldest first; unclaimed ones sooner', async () => {
  await db.delete(attempt)
  const day = 24 * 60
  const never = { status: 'failed', problem: 'not_finished', accountId } as const
  const ids = [
    await makeAttempt(db, applicationId, { ...never, startedAt: minutes(-100 * day) }),
    await makeAttempt(db, applicationId, { ...never, startedAt: minutes(-95 * day) }),
    await makeAttempt(db, applicationId, { ...never, startedAt: minutes(-80 * day) }),
    await makeAttempt(db, applicationId, { status: 'completed', startedAt: minutes(-100 * day) }),
    await makeAttempt(db, applicationId, {
      status: 'failed',
      problem: 'code_refused',
      startedAt: minutes(-100 * day),
    }),
  ]
  const left = async () =>
    (await Promise.all(ids.map((id) => findAttempt(db, id)))).map((row) => row !== null)
  const forget = (limit: number) =>
    deleteUnfinishedAttempts(db, { before: minutes(-90 * day), unclaimedBefore: minutes(-7 * day) }, limit)
  await forget(1)
  expect(await left()).toEqual([false, true, true, true, true])
  await forget(10)
  expect(await left()).toEqual([false, false, true, true, true])

  const stranger = { ...never, accountId: null }
  ids.push(
    await makeAttempt(db, applicationId, { ...stranger, startedAt: minutes(-8 * day) }),
    await makeAttempt(db, applicationId, { ...stranger, startedAt: minutes(-6 * day) }),
  )
  await forget(10)
  expect(await left()).toEqual([false, false, true, true, true, false, true])
})
