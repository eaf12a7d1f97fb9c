/**
 * The statements of a migration that break the previous version, whose processes are still running and may be started
 * again to go back: statements that remove something it uses, or require something new of its writes. A statement that
 * only looks like one of these says why in a comment above it: `-- Compatible: nothing has read it since 0.2.0`.
 */
export function listBreakingChanges(migration: readonly string[]): string[] {
  const statements = migration.flatMap(split)
  const isNew = (table: string) =>
    statements.some(({ text }) => new RegExp(`^create table (?:if not exists )?${table}\\b`).test(text))
  /** Columns that the migration adds: the previous version never writes them. */
  const added = new Set(
    statements.flatMap(({ text }) =>
      [...text.matchAll(/\badd column (?:if not exists )?(\w+)/g)].map(([, name = '']) => name),
    ),
  )
  return statements.flatMap(({ text, isCompatible }) => {
    if (isCompatible) return []
    const table =
      /^(?:alter table(?: if exists)?(?: only)?|create (?:unique )?index .*? on|create (?:constraint )?trigger .*? on) (\w+)/.exec(
        text,
      )?.[1]
    if (table !== undefined && isNew(table)) return []
    const isBreaking = rules.some((rule) => rule.test(text)) || asksMore(text, added)
    return isBreaking ? [text.slice(0, 200)] : []
  })
}

const rules: readonly RegExp[] = [
  /^drop (?:table|view|type|function|trigger|schema|sequence)\b/,
  /\bdrop (?:column|constraint|default)\b/,
  /^drop index\b/,
  /\brename\b/,
  /\balter column \w+ (?:set not null|type|set data type)\b/,
  /^create (?:or replace )?(?:constraint )?trigger\b/,
  /^create or replace function\b/,
  /^alter type\b/,
]

/** A row that the previous version writes may not fit anymore. */
function asksMore(text: string, added: ReadonlySet<string>): boolean {
  if (/\badd column (?:if not exists )?\w+ (?=.*\bnot null\b)(?!.*\bdefault\b)(?!.*\bgenerated\b)/.test(text))
    return true
  const [, columns = ''] =
    /^create unique index .*? on \w+ (?:using \w+ )?\((.*)\)/.exec(text) ??
    /\badd constraint \w+ (?:unique|primary key|foreign key|check) ?\((.*?)\)(?: references|$|;)/.exec(
      text,
    ) ??
    []
  const isConstraint = /^create unique index\b/.test(text) || /\badd constraint\b/.test(text)
  // If any of its columns is new, no row of the previous version has a value there.
  return isConstraint && !columns.split(/\W+/).some((word) => added.has(word))
}

interface Statement {
  /** In lower case, on one line, without quotation marks and schema. */
  readonly text: string
  readonly isCompatible: boolean
}

/**
 * Splits at semicolons: the text between two of drizzle's separators can hold several statements. Bodies of functions
 * stay whole.
 */
function split(part: string): Statement[] {
  const bodies: string[] = []
  const folded = part.replaceAll(/\$\$.*?\$\$/gs, (body) => `$$body${bodies.push(body)}$$`)
  return folded
    .split(';')
    .map((statement) => ({
      isCompatible: /^\s*--\s*Compatible: \S/m.test(statement),
      text: statement
        .replaceAll(/^\s*--.*$/gm, '')
        .replaceAll('"', '')
        .replaceAll(/\bpublic\./gi, '')
        .replaceAll(/\s+/g, ' ')
        .trim()
        .toLowerCase(),
    }))
    .filter(({ text }) => text !== '')
}
