import { setTimeout as pause } from 'node:timers/promises'
import { inArray } from 'drizzle-orm'
import { attempt } from '#drizzle/schema.ts'
import { beginAuthorization } from '#lib/attempts/begin.ts'
import { completeAuthorization } from '#lib/attempts/complete.ts'
import { noBindings } from '#lib/attempts/new-attempt.ts'
import { receiveRedirect } from '#lib/attempts/receive.ts'
import type { Context } from '#lib/context.ts'
import { describeSeller } from '#simulator/world/sellers.ts'
import { addAccount } from '#tests/fixtures/add-account.ts'
import { confirmConsent } from '#tests/fixtures/simulated-amazon.ts'
import { openInstallation } from '../installation.ts'

type Installation = Awaited<ReturnType<typeof openInstallation>>

export interface ExchangesReport {
  /** Codes that Amazon issued to sellers who came back with them. */
  readonly grants: number
  /** The reasons for grants that weren't connected in the end, with their number. */
  readonly lost: Readonly<Record<string, number>>
  readonly databaseRestarts: number
}

const concurrentBrowsers = 20
const workers = 2
/** The database is down for half a second, again and again. */
const awayMs = 500
const restartEveryMs = 3_000
const lwaTakesMs = 200
const recoveryPatienceMs = 180_000

/**
 * Sellers authorize while the database restarts. Half of them keep the finish page open, which asks again when it gets
 * no answer; the others close it, and the workers finish. Every seller who has a code must be connected in the end.
 */
export async function exchangeDuringRestarts(grants: number): Promise<ExchangesReport> {
  const own = await openInstallation()
  own.services.log.level = 'silent'
  try {
    own.simulator.settings.unlistedConsentLimit = grants + 1
    own.simulator.addFault({ kind: 'delay', delayMs: lwaTakesMs, at: 'token' })
    for (let index = 0; index < workers; index += 1)
      await own.start('../api.ts', () => [], { changes: { WORKER: 'on', LOG_LEVEL: 'error' } })
    const seller = await addAccount(own.system, 'Chaos')
    const partners = Array.from({ length: grants }, (_, index) => addPartner(own, index))
    const redirectLost: string[] = []
    const attempts: string[] = []

    const browse = async () => {
      for (let index = partners.pop(); index !== undefined; index = partners.pop()) {
        const attemptId = await bringCode(seller, index).catch(() => null)
        if (attemptId === null) redirectLost.push(index)
        else {
          attempts.push(attemptId)
          if (attempts.length % 2 === 0) await keepPageOpen(seller, attemptId)
        }
      }
    }
    let isOver = false
    const restarting = restartDatabase(own, () => isOver)
    await Promise.all(Array.from({ length: concurrentBrowsers }, browse))
    isOver = true
    const databaseRestarts = await restarting
    const lost = await countLost(own, attempts)
    if (redirectLost.length > 0) lost['redirect not received'] = redirectLost.length
    return { grants, lost, databaseRestarts }
  } finally {
    await own.close()
  }
}

function addPartner({ simulator }: Installation, index: number): string {
  const sellingPartnerId = `A1CHAOS${index}`
  const shop = { countryCode: 'US', storeName: 'Shop', isParticipating: true, hasSuspendedListings: false }
  simulator.addSeller(describeSeller({ sellingPartnerId, name: 'Shop', participations: [shop] }))
  return sellingPartnerId
}

/** From Authorize to the redirect. Until there is a code, a seller who sees an error presses Authorize again. */
async function bringCode(seller: Context, sellingPartnerId: string): Promise<string> {
  for (;;) {
    const beginning = await beginAuthorization(
      seller,
      '?marketplace=ATVPDKIKX0DER&partner=seller',
      noBindings,
    ).catch(() => null)
    if (beginning?.kind === 'redirect') {
      const { search } = new URL(await confirmConsent(beginning.uri, sellingPartnerId))
      return receiveRedirect(seller, search, beginning.bindings)
    }
    await pause(100)
  }
}

async function keepPageOpen(seller: Context, attemptId: string): Promise<void> {
  for (;;) {
    const outcome = await completeAuthorization(seller, attemptId).catch(() => null)
    if (outcome?.kind === 'completed' || outcome?.kind === 'failed') return
    await pause(500)
  }
}

async function restartDatabase(own: Installation, isOver: () => boolean): Promise<number> {
  let restarts = 0
  for (; !isOver(); restarts += 1) {
    await pause(restartEveryMs)
    await own.stopDatabase()
    await pause(awayMs)
    await own.startDatabase()
  }
  return restarts
}

async function countLost(
  { services: { db } }: Installation,
  ids: readonly string[],
): Promise<Record<string, number>> {
  const open: readonly string[] = ['received', 'exchanging', 'exchanged']
  for (const until = performance.now() + recoveryPatienceMs; ; await pause(1_000)) {
    const rows = await db
      .select()
      .from(attempt)
      .where(inArray(attempt.id, [...ids]))
      // A connection from before the last restart.
      .catch(() => null)
    if (rows === null) continue
    const isWaiting = rows.some(({ status }) => open.includes(status)) && performance.now() < until
    if (isWaiting) continue
    const lost: Record<string, number> = {}
    for (const { status, problem } of rows) {
      if (status === 'completed') continue
      const reason = problem === null ? status : `${status}: ${problem}`
      lost[reason] = (lost[reason] ?? 0) + 1
    }
    return lost
  }
}
