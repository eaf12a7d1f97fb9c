import type { Actor } from '../context.ts'
import { AppError } from '../errors.ts'

export type OperatorRole = Extract<Actor, { kind: 'operator' }>['role']

/** What each role may do, for people who give it. */
export const operatorRoles: readonly {
  readonly id: OperatorRole
  readonly label: string
  readonly hint: string
}[] = [
  { id: 'viewer', label: 'Viewer', hint: 'Sees everything but people, changes nothing.' },
  {
    id: 'operator',
    label: 'Operator',
    hint: 'Looks after authorizations, self-authorizes, makes connect links, runs calls.',
  },
  {
    id: 'admin',
    label: 'Administrator',
    hint: 'Does all that, manages applications and API keys, and decides who may sign in.',
  },
]

export function operatorRoleLabel(role: OperatorRole): string {
  return operatorRoles.find(({ id }) => id === role)?.label ?? role
}

/** Throws `input_invalid`. */
export function parseOperatorRole(text: string): OperatorRole {
  const found = operatorRoles.find(({ id }) => id === text)
  if (found === undefined) throw new AppError('input_invalid', { field: 'role' })
  return found.id
}
