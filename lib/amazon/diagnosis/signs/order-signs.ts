/** What the lines of a log show by their order: the first failure explains the later ones. */
export type OrderSign =
  /** Login with Amazon failed, and the call that followed had no token. */
  | 'lwa-failed-first'
  /** The call that was throttled was repeated, and worked. Still throttled, if nothing else failed. */
  | 'throttle-recovered'
  /** The same code reached the same line of the program twice. */
  | 'code-arrived-twice'
  /** A database column or a field of a fixed length holds the tokens, which are longer. */
  | 'token-column-cut'

const mostLines = 400
/** A duration isn’t a status: “200 in 503 ms”. */
const lwaFailure =
  /\/auth\/o2\/token\b[^\n]{0,80}(?<![\w.-])50[0234](?![\w.-]|\s?(?:ms|msec|milliseconds?|bytes?|B)\b)|\bserver_error\b/
const missingToken = /access token is missing/i

function failedAtLwaFirst(text: string): boolean {
  const failedAt = text.search(lwaFailure)
  const missingAt = text.search(missingToken)
  return failedAt >= 0 && failedAt < missingAt
}

const calledPath = /\/[a-z]{3,24}\/[\w./-]{3,120}/
/** Not a parameter, a duration or a size. */
const status =
  /(?<![\w.:/-]|[?&]\w{1,40}=)(?:200|201|202|429)(?![\w.:/-]|\s?(?:ms|msec|milliseconds?|bytes?|B)\b)/

/** Of each call with a status, the last answer counts. */
function throttledAndRepeated(lines: readonly string[]): boolean {
  const last = new Map<string, string>()
  let throttled = 0
  for (const line of lines) {
    if (line.length > 500) continue
    const [path] = calledPath.exec(line) ?? []
    const [answer] = status.exec(line) ?? []
    if (path === undefined || answer === undefined) continue
    if (answer === '429') throttled += 1
    last.set(path, answer)
  }
  return throttled > 0 && ![...last.values()].includes('429')
}

/** An authorization code, not the code of an error or a status. */
const withCode =
  /(?<!error[_ ]|status[_ ]|exit[_ ])code["']?\s{0,2}[=:]\s{0,2}["']?(?!invalid|unauthor|\d{3}\b)[\w.~-]{6,400}/i
/** What stands for any code: “code=XXXXXXXX”, “code=[REDACTED]”. */
const masked =
  /code["']?\s{0,2}[=:]\s{0,2}["'[(<{]{0,2}(?:x{4,}|\*{3,}|\w{0,12}(?:redacted|hidden|masked|removed|filtered))/i
const timeAtStart = /^[\s>|]{0,8}[[(]?[\dT:.,/ +Z-]{8,40}[\])]?/

/** Everything but the time of the line is the same. */
function arrivesTwice(lines: readonly string[]): boolean {
  const known = new Map<string, string>()
  for (const line of lines) {
    if (line.length > 1_000 || !withCode.test(line)) continue
    const [time = ''] = timeAtStart.exec(line) ?? []
    if (time === '') continue
    const rest = line.slice(time.length)
    const before = masked.test(rest) ? undefined : known.get(rest)
    if (before !== undefined && before !== time) return true
    known.set(rest, time)
  }
  return false
}

const column =
  /\b(?:refresh_?)?tokens?\b["'`\]]{0,2}[^\n,;(]{0,60}?\b(?:n?varchar2?|char|character varying|string)\s?\(\s?(\d{2,4})\s?\)/gi
const length = /\b(?:refresh_)?tok(?:en)?_?len(?:gth)?["']?\s{0,2}[=:]\s{0,2}(\d{2,4})\b/gi
/** Refresh tokens are longer than this. */
const shortest = 350
/** Lengths that people give to columns. */
const columnLengths: ReadonlySet<number> = new Set([64, 100, 128, 191, 200, 250, 254, 255, 256, 300])

function isCutByColumn(text: string): boolean {
  const numbers = (expression: RegExp) =>
    [...text.matchAll(expression)].slice(0, 50).map(([, digits]) => Number(digits))
  const lengths = new Set(numbers(length))
  const [only = 0] = lengths
  const isSameForAll = lengths.size === 1 && numbers(length).length > 1 && columnLengths.has(only)
  return isSameForAll || numbers(column).some((size) => size < shortest)
}

/** Takes the text with its codes, which are masked elsewhere, to compare them. */
export function* orderSigns(text: string, withCodes: string): Iterable<OrderSign> {
  if (failedAtLwaFirst(text)) yield 'lwa-failed-first'
  if (/\b429\b/.test(text) && throttledAndRepeated(text.split('\n').slice(0, mostLines)))
    yield 'throttle-recovered'
  if (
    /grant parameter\s{0,4}:\s{0,4}code/i.test(text) &&
    arrivesTwice(withCodes.split('\n').slice(0, mostLines))
  )
    yield 'code-arrived-twice'
  if (isCutByColumn(text)) yield 'token-column-cut'
}
