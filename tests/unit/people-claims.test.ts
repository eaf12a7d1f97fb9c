import { expect, test } from 'vitest'
import { readEnvironment } from '#lib/env.ts'
import type { AccessRules } from '#lib/oidc/provider.ts'
import { roleOf } from '#lib/people/read-claims.ts'

const rules = (roleClaim: string): AccessRules => ({
  roleClaim,
  roleMap: [
    { role: 'viewer', value: 'staff' },
    { role: 'admin', value: 'it' },
  ],
  allowedDomains: null,
  breakGlassEmail: null,
})

test.each<[string, Record<string, unknown>, string | null]>([
  ['groups', { groups: ['staff', 'it'] }, 'admin'],
  ['groups', { groups: 'staff' }, 'viewer'],
  ['groups', { groups: ['IT', 'it '] }, null],
  ['groups', { groups: { it: true } }, null],
  ['groups', { groups: [['it']] }, null],
  ['groups', {}, null],
  ['realm_access.roles', { realm_access: { roles: ['it'] } }, 'admin'],
  ['https://example.com/roles', { 'https://example.com/roles': ['staff'] }, 'viewer'],
  ['constructor.name', {}, null],
])('claim %s of %j is %s', (claim, claims, role) => {
  expect(roleOf(claims, rules(claim))).toBe(role)
})

const required = { GATEHOUSE_KEYS: `k1:${'A'.repeat(43)}`, AUTH_SECRET: 'a'.repeat(32) }
const oidc = {
  OIDC_ISSUER: 'https://login.example.com/realm/',
  OIDC_CLIENT_ID: 'gatehouse',
  OIDC_CLIENT_SECRET: 'canary-secret',
  OIDC_ROLE_MAP: 'admin=it,viewer=cn=staff%2Cdc=example',
}
const read = (changes: Record<string, string> = {}) => readEnvironment({ ...required, ...oidc, ...changes })

test('the environment describes the provider, and its secret prints as a mask', () => {
  const { providers } = read({ OIDC_ALLOWED_DOMAINS: 'Example.com,example.org' })
  expect(providers.sellers).toBeNull()
  expect(providers.operators).toMatchObject({
    name: 'login.example.com',
    roleClaim: 'groups',
    breakGlassEmail: null,
    allowedDomains: ['example.com', 'example.org'],
    roleMap: [
      { role: 'admin', value: 'it' },
      { role: 'viewer', value: 'cn=staff,dc=example' },
    ],
  })
  expect(providers.operators?.issuer.href).toBe('https://login.example.com/realm/')
  expect(JSON.stringify(providers)).not.toContain('canary-secret')
})

test.each([
  [{ OIDC_CLIENT_SECRET: '' }, /OIDC_CLIENT_SECRET is missing/],
  [{ OIDC_ROLE_MAP: '' }, /OIDC_ROLE_MAP is missing/],
  [{ OIDC_ROLE_MAP: 'root=it' }, /OIDC_ROLE_MAP must be a list such as/],
  [{ OIDC_ISSUER: 'http://login.example.com' }, /OIDC_ISSUER must begin with https/],
  [{ OIDC_SCOPE: 'email' }, /OIDC_SCOPE must contain openid/],
  [{ OIDC_ONLY: '1' }, /OIDC_BREAK_GLASS_EMAIL is missing/],
  [{ SELLER_OIDC_CLIENT_ID: 'x' }, /SELLER_OIDC_ISSUER is missing/],
])('refuses to start with %j', (changes, fault) => {
  expect(() => read(changes)).toThrow(fault)
})

test('OIDC_ONLY names the one administrator with a password', () => {
  const { providers } = read({ OIDC_ONLY: '1', OIDC_BREAK_GLASS_EMAIL: 'Admin@Example.com' })
  expect(providers.operators?.breakGlassEmail).toBe('admin@example.com')
})
