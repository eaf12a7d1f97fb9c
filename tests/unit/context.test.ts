import { describe, expect, test } from 'vitest'
import { type Actor, type Context, hasScope, requireScope, type Scope, visibleTo } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'

const operatorOf = (role: 'viewer' | 'operator' | 'admin'): Actor => ({
  kind: 'operator',
  personId: 'p',
  role,
  sessionId: 's',
})
const actors: Readonly<Record<string, Actor>> = {
  visitor: { kind: 'visitor' },
  account: { kind: 'account', personId: 'p', accountId: 'a1', sessionId: 's' },
  viewer: operatorOf('viewer'),
  operator: operatorOf('operator'),
  admin: operatorOf('admin'),
  system: { kind: 'system', job: 'refresh' },
  key: { kind: 'api-key', keyId: 'k', scopes: ['tokens:vend'], applicationId: null, accountId: null },
}

/** Who may do what: written down independently of the table under test. A new scope needs a row here. */
const table: Readonly<Record<Scope, string>> = {
  'people:enter': 'visitor account viewer operator admin system',
  'authorizations:begin': 'account',
  'authorizations:complete': 'visitor account viewer operator admin system',
  'authorizations:read': 'account viewer operator admin system',
  'authorizations:disconnect': 'account',
  'authorizations:operate': 'operator admin system',
  'authorizations:annotate': 'operator admin',
  'attempts:read': 'viewer operator admin',
  'links:read': 'viewer operator admin',
  'links:manage': 'operator admin',
  'calls:read': 'viewer operator admin',
  'calls:run': 'operator admin',
  'calls:personal-data': 'admin',
  'calls:prune': 'system',
  'audit:read': 'viewer operator admin',
  'audit:search': 'operator admin',
  'audit:keep': 'system',
  'compliance:manage': 'admin',
  'people:read': 'admin',
  'people:manage': 'admin system',
  'applications:read': 'viewer operator admin',
  'incidents:read': 'viewer operator admin',
  'applications:manage': 'admin system',
  'sessions:own': 'account viewer operator admin',
  'keys:manage': 'admin system',
  'encryption:manage': 'admin system',
  'events:consume': 'system',
  'events:read': '',
  'usage:read': '',
  'views:own': 'viewer operator admin',
  'views:share': 'operator admin',
  'views:manage': 'admin',
  'bulk:read': 'viewer operator admin',
  'bulk:run': 'operator admin',
  'bulk:perform': 'system',
  'webhooks:read': 'viewer operator admin',
  'webhooks:manage': 'admin',
  'webhooks:deliver': 'system',
  'notifications:read': 'viewer operator admin system',
  'notifications:manage': 'admin system',
  'branding:manage': 'admin',
  'notifications:send': 'system',
  'notifications:deliver': '',
  'tokens:import': 'operator admin system',
  'tokens:vend': 'key',
  'tokens:restricted': '',
  'tokens:grantless': '',
  'tokens:rotation': '',
}

describe.each(Object.entries(table) as [Scope, string][])('E7: %s', (scope, holders) => {
  test.each(Object.entries(actors))('%s', (name, actor) => {
    const allowed = holders.split(' ').includes(name)
    expect(hasScope(actor, scope)).toBe(allowed)
    expect(refusal(actor, scope)).toBe(
      allowed ? null : name === 'visitor' ? 'sign_in_required' : 'not_allowed',
    )
  })
})

function refusal(actor: Actor, scope: Scope): string | null {
  try {
    requireScope({ actor } as Context, scope)
    return null
  } catch (error) {
    if (!isAppError(error)) throw error
    return error.code
  }
}

test('C12: an account sees its own rows, a visitor none, and operators all', () => {
  expect(visibleTo({ kind: 'account', personId: 'p', accountId: 'a1', sessionId: 's' })).toEqual({
    accountId: 'a1',
  })
  expect(visibleTo({ kind: 'visitor' })).toEqual({ nobody: true })
  for (const name of ['viewer', 'operator', 'admin', 'system'])
    expect(visibleTo(actors[name] as Actor)).toEqual({ all: true })
})

test('C12: a key sees the rows of its application and its account', () => {
  const key = { kind: 'api-key', keyId: 'k', scopes: [], applicationId: null, accountId: null } as const
  expect(visibleTo(key)).toEqual({ all: true })
  expect(visibleTo({ ...key, accountId: 'a1' })).toEqual({ accountId: 'a1' })
  expect(visibleTo({ ...key, accountId: 'a1', applicationId: 'p1' })).toEqual({
    accountId: 'a1',
    applicationId: 'p1',
  })
})
