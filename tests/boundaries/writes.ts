import type { Node } from 'oxc-parser'
import { calleeName, callsIn, functionsOf } from './functions.ts'
import { childrenOf, isIn, type Module, type Project } from './modules.ts'

const health = 'a refresh is a health event, not audit'
const recorder = 'the recorder keeps it, step by step, and the audit how the attempt ends'
const incident = 'an incident is a record of its own'
const counting = 'counts, and says nothing of who did what'
const upkeep = 'when the worker looks next'
const ended = 'destroys what is over, thousands of rows at a time: the setting or the record said until when'

/** What is written without an audit entry of its own, as `path#function` or all of `path`, and why. */
const exceptions: Readonly<Record<string, string>> = {
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

/** Traces themselves, of which some are all that is left. */
const traces: readonly string[] = ['recordAudit', 'recordStep', 'recordSteps']

/** Writes in SQL that is written out; `for update` writes nothing. */
const writingSql = /\b(insert into|delete from|(?<!for )(?<!for no key )update)\b/i

/**
 * A verb writes through the context of a transaction, called `tx`, in which it records its audit entry. What is written
 * without one stands in the table, with its reason.
 */
export function writesWithoutTrace(project: Project): string[] {
  const verbs = [...project.modules.values()].filter(
    ({ path }) => path.startsWith('lib/') && !isIn(path, ['lib/store/', 'lib/database/']),
  )
  const writers = writersOf(project)
  const withinTransactions = new Set(verbs.flatMap(takersOfTransactions))
  return verbs.flatMap((module) => {
    const { path } = module
    return [...functionsOf(module)].flatMap(([name, body]) => {
      if (path in exceptions || `${path}#${name}` in exceptions) return []
      return callsIn(body)
        .filter(
          ({
            callee,
            node: {
              arguments: [first],
            },
          }) =>
            (writers.has(callee) && isBesideTransaction(first)) ||
            (withinTransactions.has(callee) && first !== undefined && calleeName(first) !== 'tx'),
        )
        .map(
          ({ callee, node }) =>
            `${path}:${module.line(node.start)} ${name} calls ${callee} outside a transaction that records it`,
        )
    })
  })
}

/** The functions that are given a transaction; what leaves a trace needs none. */
function takersOfTransactions(module: Module): string[] {
  const named = [...functionsOf(module)].filter(([name, body]) => {
    const [first] = 'params' in body && Array.isArray(body.params) ? body.params : []
    return !traces.includes(name) && first?.type === 'Identifier' && first.name === 'tx'
  })
  return named.map(([name]) => name)
}

/** The functions of the store that write, by name: themselves, or through others of the store. */
function writersOf({ modules }: Project): ReadonlySet<string> {
  const store = [...modules.values()]
    .filter(({ path }) => path.startsWith('lib/store/'))
    .flatMap((module) => [...functionsOf(module)])
  const writers = new Set(store.filter(([, body]) => writesItself(body)).map(([name]) => name))
  for (let before = 0; before < writers.size; ) {
    before = writers.size
    for (const [name, body] of store) {
      if (callsIn(body).some(({ callee }) => writers.has(callee))) writers.add(name)
    }
  }
  return writers
}

function writesItself(node: Node): boolean {
  if (node.type === 'TemplateElement') return writingSql.test(node.value.raw)
  if (node.type === 'MemberExpression' && node.object.type === 'Identifier') {
    const isDatabase = ['db', 'tx'].includes(node.object.name)
    if (isDatabase && ['insert', 'update', 'delete'].includes(calleeName(node) ?? '')) return true
  }
  return childrenOf(node).some(writesItself)
}

/** `ctx.db`, `services.db` or `db`, where a transaction would give `tx.db`. */
function isBesideTransaction(database: Node | undefined): boolean {
  if (database === undefined || calleeName(database) !== 'db') return false
  return database.type !== 'MemberExpression' || calleeName(database.object) !== 'tx'
}
