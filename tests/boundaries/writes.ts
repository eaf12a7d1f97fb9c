import type { Node } from 'oxc-parser'
import { calleeName, functionsOf } from './functions.ts'
import { isIn, type Module, type Project } from './modules.ts'

const health = 'a refresh is a health event, not audit'
const recorder = 'the recorder keeps it, step by step, and the audit how the attempt ends'
const incident = 'an incident is a record of its own'
const counting = 'counts, and says nothing of who did what'
const upkeep = 'when the worker looks next'
const ended = 'destroys what is over, thousands of rows at a time: the setting or the record said until when'

/** What is written outside a transaction, so without an audit entry of its own, as `path#function` or all of `path`. */
const exceptions: Readonly<Record<string, string>> = {
  'lib/audit/record.ts#recordAudit': 'the audit itself, which is also kept of what changed nothing',
  'lib/attempts/transition.ts#recordSteps': 'the timeline itself, which decides nothing',
  'lib/applications/try-client-secret.ts#refreshOnce': health,
  'lib/attempts/expire.ts#closeAttempts': ended,
  'lib/attempts/claim.ts': 'who works on an attempt at the moment',
  'lib/attempts/complete.ts#keepGrant': recorder,
  'lib/attempts/complete.ts#storeLater': recorder,
  'lib/attempts/complete.ts#waitForRetry': recorder,
  'lib/attempts/expire.ts#destroyKept': ended,
  'lib/attempts/kept-grant.ts#keepRotatedGrant': health,
  'lib/attempts/refusals.ts': counting,
  'lib/authorizations/roll-back.ts#rollBackAuthorization': health,
  'lib/attempts/self-authorize.ts#tokenGrantKey': 'a random key, made once at its first use',
  'lib/incidents/review.ts': incident,
  'lib/keys/check-keys.ts': 'a known text, sealed once with each key',
  'lib/people/drafts.ts': 'what was typed and not sent yet',
  'lib/people/sessions.ts#findActor': 'when a session was used last, to the minute',
  'lib/people/throttle.ts': counting,
  'lib/people/tidy.ts': ended,
  'lib/tokens/credentials-problem.ts': incident,
  'lib/tokens/lwa-client.ts#recordPreviousSecretUse': incident,
  'lib/tokens/obtain-grantless.ts': health,
  'lib/tokens/refresh.ts': health,
  'lib/tokens/refresh-with-lease.ts': health,
  'lib/tokens/vend-counts.ts': counting,
  'lib/tokens/while-leased.ts': health,
  'lib/maintenance/claim.ts': upkeep,
  'lib/maintenance/run.ts': upkeep,
  'lib/maintenance/share.ts': 'which workers are at work',
}

/** What makes a database writable outside a transaction (lib/database/pool.ts). */
const waysAround = ['autocommit', 'withOrWithoutTransaction']

/**
 * What writes takes a `Transaction`, which only `inTransaction` gives, so that a write outside a transaction does not
 * compile. Whoever says that one statement is enough, or casts, is in the table, with the reason.
 */
export function writesWithoutTrace({ modules }: Project): string[] {
  return [...modules.values()]
    .filter(({ path }) => path.startsWith('lib/') && !isIn(path, ['lib/store/', 'lib/database/']))
    .flatMap((module) =>
      module.nodes.flatMap((node) => {
        const way = wayAround(node)
        const name = functionAround(module, node)
        const { path } = module
        if (way === null || path in exceptions || `${path}#${name}` in exceptions) return []
        return `${path}:${module.line(node.start)} ${name} ${way} outside a transaction that records it`
      }),
    )
}

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
