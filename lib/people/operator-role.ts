import type { Actor } from '../context.ts'
import { AppError } from '../errors.ts'

export type OperatorRole = Extract<Actor, { kind: 'operator' }>['role']

/** The roles, described for the person who assigns them. */
export const operatorRoles: readonly {
  readonly id: OperatorRole
  readonly label: string
  readonly hint: string
}[] = [
  {
    id: 'viewer',
    label: 'Viewer',
    hint: 'Can see everything except imports, API keys, people, encryption keys, settings, compliance and the audit log. Can’t change anything but personal views.',
  },
  {
    id: 'operator',
    label: 'Operator',
    hint: 'Manages authorizations, self-authorizes, creates connect links and runs calls.',
  },
  {
    id: 'admin',
    label: 'Administrator',
    hint: 'Can also manage applications, API keys and people.',
  },
]

export function operatorRoleLabel(role: OperatorRole): string {
  return operatorRoles.find(({ id }) => id === role)?.label ?? role
}

export function parseOperatorRole(text: string): OperatorRole {
  const found = operatorRoles.find(({ id }) => id === text)
  if (found === undefined) throw new AppError('input_invalid', { field: 'role' })
  return found.id
}
