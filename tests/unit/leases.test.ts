import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, test } from 'vitest'
import * as schema from '#drizzle/schema.ts'
import { amazonLimits } from '#lib/amazon/client.ts'
import { verifyDeadlineMs } from '#lib/authorizations/participations.ts'
import { statementTimeoutMs } from '#lib/database/connect.ts'
import { leases } from '#lib/leases.ts'
import { jobsPerCall } from '#lib/maintenance/run.ts'
import { mailTimeouts } from '#lib/messages/mail.ts'
import { refreshLimits } from '#lib/policy.ts'
import { webhookPolicy } from '#lib/webhooks/schedule.ts'
import { drainMs } from '#scripts/processes/supervise.ts'

/** With the current client secret and with the previous one. */
const refreshMs = 2 * amazonLimits.lwa.timeoutMs
/** A caller waits for another process's refresh, then refreshes, then calls SP-API; after a refusal, once more. */
const callAsSellerMs = 2 * (refreshLimits.callerMs + refreshMs + amazonLimits.spApi.timeoutMs)

/** For each lease without a heartbeat, the sum of all timeouts of its holder. */
const covered: Partial<Record<keyof typeof leases, number>> = {
  // Its turn among the jobs that share a slot, its own work, reading before and after, and settling.
  maintenance: jobsPerCall * callAsSellerMs + 3 * statementTimeoutMs,
  // The request, reading the event, and recording how it ended.
  // The whole conversation with the SMTP server, claiming, marking the hand-over, and recording how it ended.
  message: mailTimeouts.totalMs + 4 * statementTimeoutMs,
  webhookDelivery: webhookPolicy.timeoutMs + 2 * statementTimeoutMs,
}

describe.each(Object.entries(leases))('the %s lease', (name, lease) => {
  if ('renewEveryMs' in lease) {
    test('survives two renewals that fail', () => {
      expect(lease.lastsMs).toBeGreaterThanOrEqual(3 * lease.renewEveryMs)
    })
  } else {
    test('is longer than the sum of the timeouts it covers', () => {
      expect(lease.lastsMs).toBeGreaterThan(covered[name as keyof typeof leases] ?? Number.POSITIVE_INFINITY)
    })
  }
})

test('every table with a lease is known here', () => {
  const tables = Object.values(schema).filter((value) => is(value, PgTable))
  const leased = tables.filter((table) =>
    Object.keys(getTableColumns(table)).some((column) => /^(held|claimed|leased|locked)Until$/.test(column)),
  )
  expect(leased.map(getTableName).sort()).toEqual([
    'attempt',
    'bulk_action_row',
    'grantless_token',
    'message',
    'process_lease',
    'refresh_lease',
    'token_import_line',
    'webhook_delivery',
  ])
})

test('C3: a caller waits until the lease of a process that died has expired', () => {
  expect(leases.refresh.lastsMs).toBeLessThan(refreshLimits.callerMs)
})

test('an exchange may take far longer than any other call: it cannot be repeated', () => {
  expect(amazonLimits.exchange.timeoutMs).toBe(60_000)
})

test('a program that is stopped has time to finish an exchange', () => {
  const { exchange } = amazonLimits
  expect(drainMs).toBeGreaterThan(exchange.timeoutMs + verifyDeadlineMs + statementTimeoutMs)
})

test('verifying a grant ends before its seller’s wait does', () => {
  expect(verifyDeadlineMs).toBeLessThan(amazonLimits.exchange.timeoutMs)
})
