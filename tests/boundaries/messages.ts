import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import type { Node } from 'oxc-parser'
import { isIn, literalText, type Module, type Project } from './modules.ts'

/** A catalog as in its file: groups of messages. */
export interface Catalog {
  readonly [name: string]: string | Catalog
}

/** Every message by its path. */
export function messagesOf(catalog: Catalog, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(catalog).flatMap(([name, value]) =>
      typeof value === 'string' ? [[`${path}${name}`, value]] : [...messagesOf(value, `${path}${name}.`)],
    ),
  )
}

/** Messages that a translation lacks, has too many, or has with other placeholders than the English catalog. */
export function catalogFaults(english: Catalog, translation: Catalog, locale: string): string[] {
  const wanted = messagesOf(english)
  const found = messagesOf(translation)
  return [
    ...[...wanted.keys()].filter((key) => !found.has(key)).map((key) => `${key} is missing`),
    ...[...found.keys()].filter((key) => !wanted.has(key)).map((key) => `${key} is superfluous`),
    ...[...found].flatMap(([key, text]) => messageFaults(key, text, wanted.get(key), locale)),
  ]
}

function messageFaults(key: string, text: string, english: string | undefined, locale: string): string[] {
  if (text.trim() === '') return [`${key} is empty`]
  const faults: string[] = []
  const own = placeholdersOf(parse(text), locale, (fault) => faults.push(`${key} ${fault}`))
  const wanted = english === undefined ? own : placeholdersOf(parse(english), 'en', () => {})
  if (own.join() !== wanted.join()) faults.push(`${key} has ${own.join()}, not ${wanted.join()}`)
  if (key.startsWith('client.') && own.length > 0)
    faults.push(`${key} has placeholders, but no code fills them`)
  return faults
}

/** "{name}", "{hours, plural}", "{kind, select: renewal, other}" and "<strong>", sorted, each once. */
function placeholdersOf(
  elements: readonly MessageFormatElement[],
  locale: string,
  report: (fault: string) => void,
): string[] {
  const found = elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return []
      case TYPE.tag:
        return [`<${element.value}>`, ...placeholdersOf(element.children, locale, report)]
      case TYPE.plural: {
        const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions()
        const missing = pluralCategories.filter((category) => element.options[category] === undefined)
        if (missing.length > 0) report(`has no plural form for ${missing.join(', ')}`)
        return [`{${element.value}, plural}`, ...optionsOf(element.options, locale, report)]
      }
      case TYPE.select: {
        const names = Object.keys(element.options).toSorted().join(', ')
        return [`{${element.value}, select: ${names}}`, ...optionsOf(element.options, locale, report)]
      }
      default:
        return [`{${element.value}}`]
    }
  })
  return [...new Set(found)].toSorted()
}

function optionsOf(
  options: Readonly<Record<string, { readonly value: MessageFormatElement[] }>>,
  locale: string,
  report: (fault: string) => void,
): string[] {
  return Object.values(options).flatMap(({ value }) => placeholdersOf(value, locale, report))
}

/** Functions whose first argument names a group, and those whose second does. */
const readers: Readonly<Record<string, number>> = { useText: 0, getText: 0, useWords: 0, textIn: 1 }

/** Messages that no code reads. */
export function unusedMessages(english: Catalog, { modules }: Project): string[] {
  const read = [...modules.values()].filter(({ path }) =>
    isIn(path, ['app/', 'components/', 'lib/', 'proxy.ts']),
  )
  const uses = read.map(usesOf)
  return [...messagesOf(english).keys()].filter((key) => {
    const [first = '', second = '', ...rest] = key.split('.')
    const isClient = first === 'client'
    const group = isClient ? second : first
    const name = isClient ? rest.join('.') : [second, ...rest].join('.')
    return !uses.some(({ groups, names }) => groups.has(group) && names.has(name))
  })
}

/** The groups that a module reads, and every name in it that may be a message's. */
function usesOf({ nodes }: Module) {
  const groups = new Set<string>()
  const names = new Set<string>()
  for (const node of nodes) {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') {
      const place = readers[node.callee.name]
      const argument = place === undefined ? undefined : node.arguments[place]
      const group = argument === undefined ? null : literalText(argument as Node)
      if (group !== null) groups.add(group)
    }
    // A component that gets the words from a caller names their group in a type.
    if (node.type === 'TSLiteralType') groups.add(literalText(node.literal as Node) ?? '')
    const text = literalText(node)
    if (text !== null) names.add(text)
    if (node.type === 'MemberExpression' && node.property.type === 'Identifier') names.add(node.property.name)
  }
  return { groups, names }
}

/** Attributes and properties whose text people read. */
const readable =
  /^(?:title|label|hint|next|cause|done|term|detail|pendingLabel|placeholder|alt|legend|none|trigger|aria-label)$/
/** The path of a message, which may also be in a variable called `label`. */
const messageName = /^[a-z]\w*(?:\.\w+)*$/
const word = /\p{L}{2}/u

/** Visible texts in the code of these modules: they belong in a catalog. */
export function writtenTexts({ modules }: Project, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const module = modules.get(path)
    return (module?.nodes ?? []).flatMap((node) =>
      readTexts(node)
        .filter((text) => word.test(text))
        .map((text) => `${path}:${module?.line(node.start)} "${text.trim()}"`),
    )
  })
}

function readTexts(node: Node): string[] {
  if (node.type === 'JSXText') return [node.value]
  if (node.type === 'JSXAttribute') {
    return readable.test(nameOf(node.name)) && node.value ? textsIn(node.value as Node) : []
  }
  if (node.type === 'Property' && !node.computed) {
    return readable.test(nameOf(node.key as Node)) ? textsIn(node.value as Node) : []
  }
  return []
}

/** Texts in a value that is, or chooses, a text. */
function textsIn(node: Node): string[] {
  if (node.type === 'JSXExpressionContainer') return textsIn(node.expression as Node)
  if (node.type === 'ConditionalExpression') return [...textsIn(node.consequent), ...textsIn(node.alternate)]
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked ?? '')
  const text = literalText(node)
  return text === null || messageName.test(text) ? [] : [text]
}

function nameOf(node: Node): string {
  if (node.type === 'JSXIdentifier' || node.type === 'Identifier') return node.name
  return literalText(node) ?? ''
}

/** The modules of pages and components that run for these, except for the exceptions. */
export function reachable(
  { modules }: Project,
  entries: readonly string[],
  excepted: readonly string[],
): string[] {
  const found = new Set<string>()
  const visit = (path: string): void => {
    if (found.has(path) || isIn(path, excepted) || !isIn(path, ['app/', 'components/'])) return
    found.add(path)
    for (const { path: next, typeOnly } of modules.get(path)?.imports ?? []) {
      if (next !== null && !typeOnly) visit(next)
    }
  }
  for (const path of modules.keys()) if (isIn(path, entries)) visit(path)
  return [...found].toSorted()
}

/** Modules in the browser that import next-intl, by the module that the browser loads first. */
export function serversTextsInBrowser(project: Project): string[] {
  return [...project.modules.values()]
    .filter(({ program }) =>
      program.body.some((node) => 'directive' in node && node.directive === 'use client'),
    )
    .filter(({ path }) =>
      reachable(project, [path], ['app/_server/']).includes('components/languages/text.tsx'),
    )
    .map(({ path }) => `${path} reaches components/languages/text.tsx: pass it finished texts`)
}
