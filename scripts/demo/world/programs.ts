import type { Context } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'
import { createApiKey } from '#lib/keys/api-keys.ts'
import type { Secret } from '#lib/secret.ts'
import { vendAccessToken } from '#lib/tokens/vend.ts'
import { newId } from '#lib/vault/random.ts'
import type { Connection } from './connections.ts'
import { dayMs, type Stage } from './stage.ts'

export type ProgramName = NonNullable<Connection['usedBy']>

const names: Readonly<Record<ProgramName, string>> = {
  repricer: 'Repricer (production)',
  reports: 'Nightly reports',
  importer: 'Order import (old)',
}
/** Tokens that each program gets for one authorization in a day. */
const tokensADay: Readonly<Record<ProgramName, number>> = { repricer: 9, reports: 2, importer: 3 }

/** The company's programs, with their keys. */
export interface Programs {
  add(admin: Context, name: ProgramName): Promise<string>
  /** The program gets tokens for this authorization from now on. */
  use(name: ProgramName, authorizationId: string): void
  /** Everything that the programs do in one day. */
  work(stage: Stage): Promise<void>
  /** The repricer never sleeps. */
  workOneHour(stage: Stage): Promise<void>
}

export function createPrograms(): Programs {
  const keys = new Map<ProgramName, Secret>()
  const used: { readonly name: ProgramName; readonly authorizationId: string }[] = []

  async function vendAll(stage: Stage, timesOf: (name: ProgramName) => number): Promise<void> {
    await Promise.all(
      used.flatMap(({ name, authorizationId }) => {
        const key = keys.get(name)
        if (key === undefined) return []
        return Array.from({ length: timesOf(name) }, () => vend(stage, { key, authorizationId }))
      }),
    )
  }

  return {
    add: async (admin, name) => {
      const { id, key } = await createApiKey(admin, {
        id: newId(),
        name: names[name],
        scopes: ['tokens:vend', 'authorizations:read'],
        applicationId: null,
        account: null,
        days: null,
      })
      keys.set(name, key)
      return id
    },
    use: (name, authorizationId) => {
      used.push({ name, authorizationId })
    },
    work: (stage) => {
      const now = stage.system.now()
      const isWeekend = [0, 6].includes(now.getUTCDay())
      const daysLeft = Math.round((stage.endsAt.getTime() - now.getTime()) / dayMs)
      // The others work every day in the last week: before that, half of the refreshes are enough for the charts.
      const doOthersRest = daysLeft > 7 && daysLeft % 2 === 1
      return vendAll(stage, (name) =>
        name === 'repricer' ? (isWeekend ? 4 : tokensADay[name]) : doOthersRest ? 0 : tokensADay[name],
      )
    },
    workOneHour: (stage) => vendAll(stage, (name) => (name === 'repricer' ? 3 : 0)),
  }
}

/** Like the route of the API. The program handles a refusal. */
async function vend(
  { visitor, counts }: Stage,
  request: { readonly key: Secret; readonly authorizationId: string },
): Promise<void> {
  try {
    const { keyId } = await vendAccessToken(visitor, request)
    counts.count(keyId, 'access', request.authorizationId)
    counts.note(keyId, '198.51.100.24')
  } catch (error) {
    if (!isAppError(error)) throw error
  }
}
