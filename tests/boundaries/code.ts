import type { Node } from 'oxc-parser'
import { isIn, literalText, type Module, type Project } from './modules.ts'

/** Files that may read the environment besides lib/env.ts, with the reasons. */
const environmentReaders: Readonly<Record<string, string>> = {
  'lib/env.ts': 'the reader',
  'instrumentation.ts':
    'NEXT_RUNTIME and NODE_ENV, which Next writes into the bundle: Node has what the other runtime lacks',
  'proxy.ts': 'NODE_ENV, which Next writes into the bundle: only development may run eval',
  'scripts/tests/find-chromium.ts': 'CHROMIUM_PATH names a tool of the tests, not a setting of Gatehouse',
  'vitest.config.ts':
    'TEST_DATABASE_URL, TEST_PGBOUNCER and PATH name programs for the tests, not settings of Gatehouse',
}

/** At the end of a text only as the stump that something is appended to: "Amazon." ends many a sentence. */
const amazonHost =
  /(?:^|[^\w-])(?:[\w-]+\.)*amazon\.[a-z]{2}|central\.amazon\.$|\bsellingpartnerapi\b|\bamazonservices\b/
// The generated client names grantless scopes.
const amazonPlaces = ['lib/amazon/', 'simulator/', 'tests/', 'bench/', 'clients/typescript/src/client.ts']

const cryptoPlaces = ['lib/vault/', 'simulator/', 'tests/', 'bench/']

const secretPlaces = ['lib/', 'app/', 'api/', 'scripts/', 'proxy.ts']

/** Reads of `process.env`, in any spelling, outside lib/env.ts. */
export function environmentReads(project: Project): string[] {
  return find(project, (module, node) => {
    if (environmentReaders[module.path] !== undefined || isIn(module.path, ['tests/', 'bench/'])) return null
    return readsEnvironment(node) ? 'reads the environment: lib/env.ts does, and passes it on' : null
  })
}

function readsEnvironment(node: Node): boolean {
  if (isMember(node, 'process', 'env')) return true
  if (node.type === 'ImportDeclaration' && /^(?:node:)?process$/.test(node.source.value)) {
    return node.specifiers.some((one) => one.type !== 'ImportSpecifier' || nameOf(one.imported) === 'env')
  }
  return (
    node.type === 'VariableDeclarator' &&
    node.init?.type === 'Identifier' &&
    node.init.name === 'process' &&
    node.id.type === 'ObjectPattern' &&
    node.id.properties.some((one) => one.type === 'Property' && nameOf(one.key) === 'env')
  )
}

/** Hosts of Amazon as text in code: the modules that know them are lib/amazon/ and the simulator. */
export function amazonHosts(project: Project): string[] {
  return find(project, (module, node) => {
    if (isIn(module.path, amazonPlaces)) return null
    const text = node.type === 'JSXText' || node.type === 'TemplateElement' ? textOf(node) : literalText(node)
    return text !== null && amazonHost.test(text)
      ? "writes a host of Amazon's: take it from lib/amazon/"
      : null
  })
}

/**
 * `{ ...{ a, b }, c }` says the same as `{ a, b, c }`, and a property that no type knows isn't reported there. `...{…}`
 * as attributes of an element is the same.
 */
export function spreadLiterals(project: Project): string[] {
  return find(project, (_, node) =>
    (node.type === 'SpreadElement' || node.type === 'JSXSpreadAttribute') &&
    node.argument.type === 'ObjectExpression'
      ? 'spreads an object literal: write its properties out'
      : null,
  )
}

/** Names of package managers as programs to run: the owner of a machine installs what it lacks. */
const systemInstaller = /^(?:sudo|apt|apt-get|aptitude|dpkg|dnf|yum|apk|pacman|zypper|brew|snap)$/

/**
 * A system's package manager as a whole text, as it is passed to `spawn`; advice to people mentions one in a sentence.
 */
export function systemInstallers(project: Project): string[] {
  return find(project, (module, node) => {
    if (module.path.startsWith('tests/boundaries/')) return null
    return systemInstaller.test(literalText(node) ?? '')
      ? 'runs a package manager of the system: print what is to be installed instead'
      : null
  })
}

/**
 * The global `crypto` is cryptography as much as the module is. `randomUUID` isn't: it creates ids, which protect
 * nothing.
 */
export function globalCryptography(project: Project): string[] {
  return find(project, (module, node) => {
    if (isIn(module.path, cryptoPlaces)) return null
    if (node.type !== 'MemberExpression' || isMember(node, 'crypto', 'randomUUID')) return null
    const owner = node.object.type === 'MemberExpression' ? node.object.property : node.object
    return nameOf(owner) === 'crypto' ? 'uses the global crypto: lib/vault/ does cryptography' : null
  })
}

/** `instanceof` on a class of ours: lib/ exists in several copies, so it would answer false. */
export function instanceofOurs(project: Project): string[] {
  return find(project, (module, node) => {
    if (module.path.startsWith('tests/') || node.type !== 'BinaryExpression') return null
    if (node.operator !== 'instanceof' || node.right.type !== 'Identifier') return null
    const { name } = node.right
    return isOurs(module, name) ? `asks instanceof ${name}: ask its brand and code instead` : null
  })
}

function isOurs(module: Module, name: string): boolean {
  return module.nodes.some((node) => {
    if (node.type === 'ClassDeclaration') return node.id?.name === name
    if (node.type !== 'ImportDeclaration' || !/^[.#]/.test(node.source.value)) return false
    return node.specifiers.some((one) => one.local.name === name)
  })
}

/** `===` stops at the first character that differs, which reveals how many were right: lib/vault/digest.ts compares. */
export function comparedSecrets(project: Project): string[] {
  return find(project, (module, node) => {
    if (!isIn(module.path, secretPlaces) || node.type !== 'BinaryExpression') return null
    if (!/^[!=]==?$/.test(node.operator)) return null
    const sides = [node.left, node.right]
    if (sides.some((side) => side.type === 'Literal' || nameOf(side) === 'undefined')) return null
    return sides.some(isSecretText)
      ? 'compares a digest or a secret character by character: use sameDigest or sameSecret'
      : null
  })
}

/** A digest by its name, a function that creates one, or the text of a Secret. */
function isSecretText(node: Node): boolean {
  if (node.type === 'ChainExpression') return isSecretText(node.expression)
  const called = node.type === 'CallExpression'
  const named = called ? node.callee : node
  const name = nameOf(named.type === 'MemberExpression' ? named.property : named) ?? ''
  return called ? /^(?:expose|digest|keyedDigest)$/.test(name) : /digest$/i.test(name)
}

function find({ modules }: Project, judge: (module: Module, node: Node) => string | null): string[] {
  return [...modules.values()].flatMap((module) =>
    module.nodes.flatMap((node) => {
      const fault = judge(module, node)
      return fault === null ? [] : `${module.path}:${module.line(node.start)} ${fault}`
    }),
  )
}

/** `owner.name`, `owner['name']`, `globalThis.owner.name`. */
function isMember(node: Node, owner: string, name: string): boolean {
  if (node.type !== 'MemberExpression' || nameOf(node.property) !== name) return false
  return nameOf(node.object.type === 'MemberExpression' ? node.object.property : node.object) === owner
}

function nameOf(node: Node): string | null {
  return node.type === 'Identifier' ? node.name : literalText(node)
}

function textOf(node: Extract<Node, { type: 'JSXText' | 'TemplateElement' }>): string {
  return node.type === 'JSXText' ? node.value : (node.value.cooked ?? node.value.raw)
}
