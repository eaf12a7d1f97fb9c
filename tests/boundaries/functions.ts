import { dirname, join, normalize } from 'node:path'
import type { Node } from 'oxc-parser'
import { childrenOf, type Module, type Project } from './modules.ts'

type Call = Extract<Node, { type: 'CallExpression' }>

/** The function behind a name: of this module, or of the module that it is imported from. */
export function lookUp(
  { modules }: Project,
  module: Module,
  name: string,
): { module: Module; body: Node } | null {
  const own = functionsOf(module).get(name)
  if (own !== undefined) return { module, body: own }
  for (const node of module.program.body) {
    if (node.type !== 'ImportDeclaration') continue
    const specifier = node.specifiers.find((one) => one.local.name === name)
    if (specifier?.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') continue
    const { value } = node.source
    const from = modules.get(
      value.startsWith('#') ? value.slice(1) : normalize(join(dirname(module.path), value)),
    )
    const body = from && functionsOf(from).get(specifier.imported.name)
    if (from !== undefined && body !== undefined) return { module: from, body }
  }
  return null
}

/** The functions at the top of a module by name; a class's methods are named `Class.method`. */
export function functionsOf({ program }: Module): Map<string, Node> {
  const found = new Map<string, Node>()
  for (const statement of program.body) {
    const exported =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
    const node: Node | null = exported ? statement.declaration : statement
    if (node?.type === 'FunctionDeclaration') found.set(node.id?.name ?? 'default', node)
    if (node?.type === 'VariableDeclaration') {
      for (const { id, init } of node.declarations) {
        if (id.type === 'Identifier' && init !== null) found.set(id.name, init)
      }
    }
    if (node?.type === 'ClassDeclaration') {
      for (const member of node.body.body) {
        if (member.type === 'MethodDefinition')
          found.set(`${node.id?.name}.${calleeName(member.key)}`, member)
      }
    }
  }
  return found
}

/** The names of functions and constants that a module exports where it declares them. */
export function exportedNames({ program }: Module): ReadonlySet<string> {
  const names = program.body.flatMap((statement) => {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null
    if (node?.type === 'FunctionDeclaration') return [node.id?.name ?? 'default']
    if (node?.type !== 'VariableDeclaration') return []
    return node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  })
  return new Set(names)
}

/** All calls within a node, with the last name of the called function. */
export function callsIn(node: Node): { callee: string; node: Call }[] {
  const below = childrenOf(node).flatMap(callsIn)
  if (node.type !== 'CallExpression') return below
  return [{ callee: calleeName(node.callee) ?? '', node }, ...below]
}

export function calleeName(node: Node): string | null {
  if (node.type === 'MemberExpression') return calleeName(node.property)
  return node.type === 'Identifier' ? node.name : null
}
