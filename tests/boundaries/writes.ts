import type { Node } from 'oxc-parser'
import { calleeName, functionsOf } from './functions.ts'
import { isIn, type Module, type Project } from './modules.ts'

const health = 'a refresh is a health event, not audit'
const recorder = 'the timeline records each step, and the audit how the attempt ends'
const claimed = 'which process is working on an attempt'
const incident = 'an incident is a record of its own'
const counting = 'counts, without saying who did what'
const schedule = 'when the worker looks next'
const outbox = 'the outbox records what was sent to whom, and what came of it'
const expired = 'destroys expired rows by the thousand: a setting or the row says when they expire'

/** Writes outside a transaction, so without an audit entry of their own, as `path#function` or all of `path`. */
const exceptions: Readonly<Record<string, string>> = {
  'lib/audit/record.ts#recordAudit': 'the audit itself, which also records what changed nothing',
  'lib/attempts/steps.ts#recordSteps': 'the timeline itself, which decides nothing',
  'lib/applications/try-client-secret.ts#refreshOnce': health,
  'lib/attempts/expire.ts#closeAttempts': expired,
  'lib/attempts/transition.ts#claimOne': claimed,
  'lib/attempts/transition.ts#claimDue': claimed,
  'lib/attempts/transition.ts#whileClaimed': claimed,
  'lib/attempts/transition.ts#sealIssuedGrant': recorder,
  'lib/attempts/expire.ts#destroyKept': expired,
  'lib/attempts/steps.ts#countingRefusals': counting,
  'lib/attempts/kept-grant.ts#keepRotatedGrant': health,
  'lib/authorizations/refresh-now.ts#claimProgramCheck': 'when a program last had it checked',
  'lib/authorizations/roll-back.ts#keepRotated': health,
  'lib/attempts/grant-key.ts#readTokenDigest': 'a random key, created at its first use',
  'lib/bulk/run.ts': 'which worker is at which rows',
  'lib/bulk/read.ts#destroyLinks': expired,
  'lib/calls/prune.ts': expired,
  'lib/role-checks/check-due.ts': schedule,
  'lib/rotation/run.ts': schedule,
  'lib/events/consume.ts#createEventConsumer': 'how far a reader of events has come',
  'lib/events/keep.ts#pruneOldEvents': expired,
  'lib/history/record.ts': counting,
  'lib/imports/import-line.ts': 'what a line waits for; its result leaves an entry with its authorization',
  'lib/imports/run.ts': 'which process works on a line',
  'lib/incidents/review.ts': incident,
  'lib/state/counts.ts#sumUpCounts': counting,
  'lib/keys/reseal.ts#resealColumn': 'the same secrets under another key; its end leaves an entry',
  'lib/keys/share-limits.ts': counting,
  'lib/keys/prune-uses.ts': expired,
  'lib/keys/check-keys.ts': 'a known text, sealed once with each key',
  'lib/notifications/channels.ts': outbox,
  'lib/notifications/outbox.ts#pruneOutbox': expired,
  'lib/notifications/send.ts': outbox,
  'lib/people/password-reset.ts#requestPasswordReset':
    'the worker records what follows; the same is written for addresses without an account',
  'lib/people/ceremonies.ts': 'a question to a browser; what its answer proves leaves an entry',
  'lib/people/drafts.ts': 'what was typed but not submitted',
  'lib/people/second-factor.ts#beginApp':
    'a secret that counts once a code was entered, which leaves an entry',
  'lib/people/sign-in.ts#beginSignIn': counting,
  'lib/people/sessions.ts#findActor': 'when a session was last used, to the minute',
  'lib/people/throttle.ts': counting,
  'lib/people/tidy.ts': expired,
  'lib/tokens/lwa-client.ts#recordPreviousSecretUse': incident,
  'lib/tokens/grantless.ts': health,
  'lib/tokens/refresh.ts': health,
  'lib/tokens/vend-counts.ts': counting,
  'lib/webhooks/deliver.ts#recordSuccess': 'the log of attempts itself',
  'lib/webhooks/prune.ts': expired,
  'lib/maintenance/claim.ts': schedule,
  'lib/maintenance/report-metrics.ts': 'which process reports the metrics of the database',
  'lib/maintenance/run.ts': schedule,
}

/** Functions that make a database writable outside a transaction (lib/database/pool.ts). */
const waysAround = ['autocommit', 'withOrWithoutTransaction']

/**
 * A function that writes takes a `Transaction`, which only `inTransaction` provides, so that a write outside a
 * transaction doesn't compile. The table lists, with their reasons, the functions for which one statement is enough.
 */
export function writesWithoutTrace({ modules }: Project): string[] {
  const used = new Set<string>()
  const isListed = (key: string) => {
    if (key in exceptions) used.add(key)
    return key in exceptions
  }
  const faults = [...modules.values()]
    .filter(({ path }) => path.startsWith('lib/') && !isIn(path, ['lib/store/', 'lib/database/']))
    .flatMap((module) =>
      module.nodes.flatMap((node) => {
        const way = wayAround(node)
        if (way === null) return []
        const { path } = module
        const name = functionAround(module, node)
        if (isListed(path) || isListed(`${path}#${name}`)) return []
        return `${path}:${module.line(node.start)} ${name} ${way} outside a transaction that records it`
      }),
    )
  const unused = Object.keys(exceptions).filter((key) => {
    const [path = ''] = key.split('#')
    return modules.has(path) && !used.has(key)
  })
  return [
    ...faults,
    ...unused.map((key) => `${key} is listed in tests/boundaries/writes.ts, but needs no entry`),
  ]
}

/** `autocommit(…)`, or a cast to one of the types that it stands for. */
function wayAround(node: Node): string | null {
  if (node.type === 'CallExpression') {
    const callee = calleeName(node.callee) ?? ''
    return waysAround.includes(callee) ? `calls ${callee}` : null
  }
  if (node.type !== 'TSAsExpression' || node.typeAnnotation.type !== 'TSTypeReference') return null
  const { typeName } = node.typeAnnotation
  const isCast = typeName.type === 'Identifier' && ['Transaction', 'Autocommit', 'Tx'].includes(typeName.name)
  return isCast ? `casts to ${typeName.name}` : null
}

/** The function at the top of the module that holds the node. */
function functionAround(module: Module, { start, end }: Node): string {
  const around = [...functionsOf(module)].find(([, body]) => body.start <= start && end <= body.end)
  return around?.[0] ?? '(module)'
}
