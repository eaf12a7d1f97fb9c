/** Everything that can happen and is kept. `noun.past-participle`; an entry that isn't here does not compile. */
export const actions = [
  'attempt.started',
  'attempt.continued',
  'attempt.received',
  'attempt.refused',
  'attempt.failed',
  'attempt.quarantined',
  'authorization.completed',
  'authorization.re-authorized',
  'authorization.refreshed',
  'authorization.disconnected',
  'authorization.revoked',
  'call.ran',
  'application.defined',
  'application.changed',
  'account.signed-up',
  'person.invited',
  'person.added',
  'person.role-changed',
  'person.disabled',
  'person.enabled',
  'person.password-changed',
  'session.started',
  'session.refused',
  'session.ended',
] as const

export type Action = (typeof actions)[number]
