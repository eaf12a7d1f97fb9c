import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { type Node, type Program, parseSync, visitorKeys } from 'oxc-parser'

/**
 * One import of a module, resolved: `path` when it is ours, `package` when it is not, neither when it can't be found.
 */
export interface Import {
  readonly specifier: string
  readonly path: string | null
  readonly package: string | null
  /** Erased before the code runs: `import type`, `export type … from`, `import('…')` in a type. */
  readonly typeOnly: boolean
  readonly line: number
}

export interface Module {
  /** From the project's root, with slashes. */
  readonly path: string
  readonly source: string
  readonly program: Program
  /** Every node of the program, parents before children. */
  readonly nodes: readonly Node[]
  readonly imports: readonly Import[]
  line(offset: number): number
}

/** All modules by path, and the paths of files that are imported but not parsed (styles, JSON). */
export interface Project {
  readonly modules: ReadonlyMap<string, Module>
  readonly paths: ReadonlySet<string>
}

const code = /\.tsx?$/
const generated = new Set(['next-env.d.ts'])
const skippedFolders = new Set(['node_modules', 'public', 'coverage', 'test-results', 'playwright-report'])

/** Parses files given as path → source. Throws on code that does not parse. */
export function parseProject(files: Readonly<Record<string, string>>): Project {
  const paths = new Set(Object.keys(files))
  const modules = new Map<string, Module>()
  for (const [path, source] of Object.entries(files)) {
    if (code.test(path)) modules.set(path, parseModule(path, source, paths))
  }
  return { modules, paths }
}

/** Reads every file of the project but what tools generate. */
export function readProject(root: string): Project {
  const files: Record<string, string> = {}
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.name.startsWith('.') || generated.has(path) || path === 'drizzle/migrations') continue
      if (entry.isDirectory() && !skippedFolders.has(entry.name)) walk(path)
      else if (entry.isFile()) files[path] = code.test(path) ? readFileSync(join(root, path), 'utf8') : ''
    }
  }
  walk('')
  return parseProject(files)
}

/** Parses one file. `paths` are the files that it may import. */
export function parseModule(path: string, source: string, paths: ReadonlySet<string>): Module {
  const { program, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  const line = (offset: number): number => source.slice(0, offset).split('\n').length
  const nodes = [...nodesOf(program)]
  const imports = nodes.flatMap((node) => {
    const request = importRequest(node)
    return request === null
      ? []
      : { ...request, line: line(node.start), ...resolve(path, request.specifier, paths) }
  })
  return { path, source, program, nodes, imports, line }
}

function importRequest(node: Node): Pick<Import, 'specifier' | 'typeOnly'> | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: node.source.value, typeOnly: node.importKind === 'type' }
    case 'ExportAllDeclaration':
      return { specifier: node.source.value, typeOnly: node.exportKind === 'type' }
    case 'ExportNamedDeclaration':
      return node.source && { specifier: node.source.value, typeOnly: node.exportKind === 'type' }
    case 'ImportExpression':
      return { specifier: literalText(node.source) ?? './(computed)', typeOnly: false }
    case 'TSImportType':
      return { specifier: node.source.value, typeOnly: true }
    default:
      return null
  }
}

/** `#folder/file.ts` and relative paths are ours and must name a file exactly, as Node does. */
function resolve(
  from: string,
  specifier: string,
  paths: ReadonlySet<string>,
): Pick<Import, 'path' | 'package'> {
  if (!specifier.startsWith('.') && !specifier.startsWith('#')) {
    const [scope = '', name = ''] = specifier.replace(/^node:/, '').split('/')
    return { path: null, package: scope.startsWith('@') ? `${scope}/${name}` : scope }
  }
  const path = specifier.startsWith('#') ? specifier.slice(1) : normalize(join(dirname(from), specifier))
  return { path: paths.has(path) ? path : null, package: null }
}

/** The text of a string or of a template without placeholders; null for anything else. */
export function literalText(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? null
  return null
}

/** The direct children of a node, in the order of the source. */
export function childrenOf(node: Node): Node[] {
  const fields = node as unknown as Readonly<Record<string, unknown>>
  return (visitorKeys[node.type] ?? []).flatMap((key) => [fields[key]].flat()).filter(isNode)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function* nodesOf(node: Node): Generator<Node> {
  yield node
  for (const child of childrenOf(node)) yield* nodesOf(child)
}

/** Whether the path is the file `place`, or inside the folder `place` (which ends with a slash). */
export function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))
}
