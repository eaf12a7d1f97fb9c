import type { Node } from 'oxc-parser'
import { calleeName } from './functions.ts'
import { childrenOf, isIn, type Project } from './modules.ts'

/** The statements that set the status of an attempt, and the one module that runs them. */
const statements = 'lib/store/attempt-status.ts'
const transition = 'lib/attempts/transition.ts'

/** Tests and benchmarks set up attempts in any state. */
const free = ['tests/', 'bench/']

const writingSql = /\b(?:insert into|update) "?attempt"?(?![\w"])/i

/**
 * An attempt changes its status in `lib/attempts/transition.ts` only, along the table of its lifecycle: no other module
 * runs the statements that set it, and no other module has such a statement.
 */
export function attemptStatusWrites({ modules }: Project): string[] {
  return [...modules.values()].flatMap((module) => {
    const { path } = module
    if (path === statements || isIn(path, free)) return []
    const runs = module.imports
      .filter((imported) => imported.path === statements && !imported.typeOnly && path !== transition)
      .map(({ line }) => `${path}:${line} imports ${statements}: only ${transition} moves an attempt`)
    const writes = path.startsWith('lib/')
      ? module.nodes
          .filter(setsStatus)
          .map(
            (node) => `${path}:${module.line(node.start)} sets the status of an attempt: ${statements} does`,
          )
      : []
    return [...runs, ...writes]
  })
}

/** `….update(attempt).set({ status })`, `….insert(attempt)`, and the same in SQL. */
function setsStatus(node: Node): boolean {
  if (node.type === 'TemplateElement') return writingSql.test(node.value.raw)
  if (node.type !== 'CallExpression') return false
  if (isCallOn(node, 'insert')) return true
  if (calleeName(node.callee) !== 'set' || node.callee.type !== 'MemberExpression') return false
  return isCallOn(node.callee.object, 'update') && node.arguments.some(namesStatus)
}

function isCallOn(node: Node, method: string): boolean {
  if (node.type !== 'CallExpression' || calleeName(node.callee) !== method) return false
  const [table] = node.arguments
  return table?.type === 'Identifier' && table.name === 'attempt'
}

/** A change whose columns can't be seen counts, too. */
function namesStatus(node: Node): boolean {
  if (node.type !== 'ObjectExpression') return true
  return childrenOf(node).some((child) => {
    if (child.type === 'SpreadElement') return namesStatus(child.argument)
    return child.type === 'Property' && child.key.type === 'Identifier' && child.key.name === 'status'
  })
}
