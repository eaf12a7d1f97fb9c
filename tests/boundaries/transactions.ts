import type { Node } from 'oxc-parser'
import { calleeName, callsIn, exportedNames, functionsOf, lookUp } from './functions.ts'
import { isIn, type Module, type Project } from './modules.ts'

/** Functions that write without a scope or an audit entry of their own, as `path#function`, with the reasons. */
const exceptions: Readonly<Record<string, string>> = {
  'lib/tokens/refresh.ts#storeTokens':
    'a refresh is a health event, not audit; its callers have checked the scope',
  'lib/tokens/refresh.ts#recordFailure': 'as above',
  'lib/events/consume.ts#createEventConsumer':
    'how far a reader of events has come; what it writes has traces of its own',
  'lib/bulk/perform.ts#performRow': 'what is done has an entry of its own; what is skipped changes nothing',
  'lib/bulk/perform.ts#failRow': 'a result of a bulk action, whose end has an entry',
  'lib/bulk/run.ts#createBulkRunner': 'tells open pages how far a bulk action is',
  'lib/keys/idempotency.ts#runOnce': 'remembers an answer; the work that it does has traces of its own',
  'lib/webhooks/deliver.ts#claimDue': 'which process is sending a delivery',
  'lib/notifications/digests.ts#writeOneDigest': 'what is sent is recorded in the outbox',
  'lib/incidents/credentials.ts#recordRefusedClient':
    'an incident is a record of its own; the caller of LWA has checked the scope',
  'lib/incidents/credentials.ts#recordAcceptedClient': 'as above',
  'lib/incidents/credentials.ts#recordExpiredSecret': 'as above',
  'lib/incidents/credentials.ts#recordAcceptedSecret': 'as above',
  'lib/events/keep.ts#adoptRestored': 'how events are read, whatever they say',
  'lib/applications/announce-due-secrets.ts#announceOnce': 'time passed; the event says so',
  'lib/tokens/key-networks.ts#recordKeyNetwork': 'where a key is used; the event says so',
  'lib/incidents/review.ts#reviewIncidents': 'an incident is a record of its own, with events',
  'lib/incidents/review.ts#open': 'as above',
  'lib/incidents/review.ts#review': 'as above',
  'lib/incidents/credentials.ts#recordAbandonedClient': 'as above',
  'lib/history/keep.ts#keepHistoryOnce': 'counts, without saying who did what',
  'lib/rotation/pending.ts#activate': 'the pending secret is in force now, which left an entry',
  'lib/state/counts.ts#verifyCounts': 'counts, without saying who did what',
  'lib/attempts/transition.ts#expireOverdue': 'time ended the attempts; the events say so',
  'lib/state/drain-due-states.ts#settleDueBatch': 'time changed the state; the event says what',
  'lib/audit/seal.ts#sealNext': 'the chain of the audit itself',
  'lib/audit/anchor.ts#anchorAudit': 'what the audit is; the event says so',
  'lib/tokens/refresh.ts#recordUnreadable': 'a refresh is a health event, not audit',
}

/** Where a transaction may be opened without `lib/context.ts`. */
const transactionPlaces = [
  'lib/context.ts',
  'lib/store/',
  'lib/database/',
  'drizzle/',
  'scripts/',
  'tests/',
  'bench/',
]

/**
 * A function of lib/ that calls `inTransaction` checks a scope, or is private to functions that do: once for each use
 * case. It records an audit entry in that transaction, itself or through a function that it calls there.
 */
export function transactionsWithoutTrace(project: Project): string[] {
  return [...project.modules.values()]
    .filter(({ path }) => path.startsWith('lib/') && path !== 'lib/context.ts')
    .flatMap((module) =>
      [...functionsOf(module)].flatMap(([name, body]) => {
        const transactions = callsIn(body).filter(({ callee }) => callee === 'inTransaction')
        if (transactions.length === 0 || exceptions[`${module.path}#${name}`] !== undefined) return []
        const place = `${module.path}:${module.line(body.start)} ${name}`
        const scoped = isScoped(module, name)
        const traced = transactions.every(({ node }) =>
          node.arguments.some((work) => records(project, module, work)),
        )
        return [
          ...(scoped ? [] : [`${place} calls inTransaction, but never requireScope`]),
          ...(traced ? [] : [`${place} calls inTransaction, but records no audit entry in it`]),
        ]
      }),
    )
}

const openers = ['transaction', 'inTransactionOf']

/** `db.transaction(…)` or `inTransactionOf(db, …)` anywhere else would evade the rule above. */
export function transactionsBesideContext({ modules }: Project): string[] {
  return [...modules.values()].flatMap((module) => {
    if (isIn(module.path, transactionPlaces)) return []
    return module.nodes
      .filter((node) => node.type === 'CallExpression' && openers.includes(calleeName(node.callee) ?? ''))
      .map((node) => `${module.path}:${module.line(node.start)} opens a transaction: call inTransaction`)
  })
}

/** Whether the function calls `requireScope`, or, if it is private to the module, whether all its callers do. */
function isScoped(module: Module, name: string, seen: ReadonlySet<string> = new Set()): boolean {
  const functions = functionsOf(module)
  const body = functions.get(name)
  if (body === undefined || seen.has(name)) return false
  if (callsIn(body).some(({ callee }) => callee === 'requireScope')) return true
  if (exportedNames(module).has(name)) return false
  const users = [...functions].filter(([user, { start, end }]) => {
    const uses = (node: Node) => node.type === 'Identifier' && node.name === name
    return user !== name && module.nodes.some((node) => uses(node) && start <= node.start && node.end <= end)
  })
  return users.length > 0 && users.every(([user]) => isScoped(module, user, new Set([...seen, name])))
}

/** Whether running this node calls `recordAudit`, directly or through functions of ours. */
function records(project: Project, module: Module, node: Node, seen: ReadonlySet<Node> = new Set()): boolean {
  if (seen.has(node)) return false
  const names = node.type === 'Identifier' ? [node.name] : callsIn(node).map(({ callee }) => callee)
  if (names.includes('recordAudit')) return true
  return names.some((name) => {
    const found = lookUp(project, module, name)
    return found !== null && records(project, found.module, found.body, new Set([...seen, node]))
  })
}
