import { errorCodeOf } from '../error-code.ts'
import { errors } from '../errors.ts'
import { count, observe, secondsSince } from '../metrics/record.ts'
import type { FreshToken } from './lease.ts'

/** Where a token came from. */
export interface Vended {
  /** `amazon`: the program waited until Amazon issued it. */
  readonly source: 'stored' | 'amazon'
}

export function sourceOf(token: FreshToken, stored: FreshToken | null): Vended['source'] {
  return token === stored ? 'stored' : 'amazon'
}

/** Counts how a request for a token ends, and how long it takes. */
export async function measureVend<Vend extends Vended>(
  token: 'access' | 'grantless' | 'restricted',
  vend: () => Promise<Vend>,
): Promise<Vend> {
  const startedAt = performance.now()
  try {
    const vended = await vend()
    const { source } = vended
    count('gatehouse_vends_total', { token, outcome: 'issued', source })
    observe('gatehouse_vend_duration_seconds', { source }, secondsSince(startedAt))
    return vended
  } catch (error) {
    const code = errorCodeOf(error)
    // In doubt: Amazon refuses this one authorization, and works for all others.
    const isRefused = errors[code].status < 500 || code === 'authorization_in_doubt'
    const outcome = isRefused ? 'refused' : 'failed'
    count('gatehouse_vends_total', { token, outcome, source: 'none' })
    count('gatehouse_vend_errors_total', { token, code })
    throw error
  }
}
