import type { AccessRules } from '../oidc/provider.ts'
import type { OperatorRole } from './operator-role.ts'
import { readEmail } from './parse-person.ts'

type Claims = Readonly<Record<string, unknown>>

/** From the most to the least powerful. */
const byPower = ['admin', 'operator', 'viewer'] as const satisfies readonly OperatorRole[]

/** The highest role that the claim grants; null when it grants none. */
export function roleOf(claims: Claims, { roleClaim, roleMap }: AccessRules): OperatorRole | null {
  const values = new Set(textsOf(claimAt(claims, roleClaim)))
  return (
    byPower.find((role) => roleMap.some((entry) => entry.role === role && values.has(entry.value))) ?? null
  )
}

/** Whether the rules admit this email address. An address that the provider hasn't verified proves no domain. */
export function isAdmitted(claims: Claims, { allowedDomains }: AccessRules): boolean {
  if (allowedDomains === null) return true
  const { email, isVerified } = emailOf(claims)
  return email !== null && isVerified && allowedDomains.includes(email.slice(email.lastIndexOf('@') + 1))
}

export function emailOf(claims: Claims): { readonly email: string | null; readonly isVerified: boolean } {
  const email = typeof claims.email === 'string' ? readEmail(claims.email) : null
  return { email, isVerified: email !== null && claims.email_verified === true }
}

/** A claim by its name, which may contain dots, or else by its path: `realm_access.roles`. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Claims)[name]
          : undefined,
      claims,
    )
}

function textsOf(value: unknown): string[] {
  return [value].flat().filter((text) => typeof text === 'string')
}
