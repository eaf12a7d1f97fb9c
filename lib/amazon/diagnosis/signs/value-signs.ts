import type { Values } from '../values.ts'

/** What a text shows about values without showing the values: their ends, their lengths, their last byte. */
export type ValueSign =
  | 'other-token-sent'
  | 'token-truncated'
  | 'secret-truncated'
  | 'secret-has-line-end'
  | 'token-has-line-end'

/** The end of a value whose beginning is left out: `Atza|…q9Zx`, `***7LmP`, `ends in 7LmP`. */
const ends =
  /(?:(?:Atza\|?|token["'\]]{0,2}\s{0,2}[:=]\s{0,2}["']?)?(?:…|\.{2,}|\*{2,})|\b(?:ending|ends|endet|endend|termina(?:ndo|do)?|finissant|finit) (?:in|with|on|auf|mit|en|con|par) ["'`(]{0,2}(?:…|\.{2,})?)([A-Za-z0-9_-]{3,8})(?![\w-])/g
const sent =
  /x-amz-access-token|\bsen[dt]\b|\bsends\b|\bsent\b|\bcall|\brequest\b|\bheader\b|gesendet|Aufruf|enviad|envoy|inviat|送信|发送|请求/i
const obtained =
  /refresh|\bLWA\b|\bissued\b|\bobtain|\bnew token\b|\breceived\b|\bgot\b|\bminted\b|access_token["']|expires_in|erhalten|neue[rns]? Token|obtenid|nuevo token|obtenu|nouveau jeton|ottenut|nuovo token|取得|获取|新(?:的)?(?:token|令牌)/i

const measured =
  /\b(?:LENGTH|LEN|strlen|length|len|chars?|characters?|wc -c|Zeichen|caract[eè]res|caratteri|bytes?|long)\b|文字|字符|長さ|长度/i
const number = /(?<![\d.\w:-])(\d{2,4})(?![\d.\w:-])/g
const lineEnd =
  /(?<![\da-f])0a(?![\da-f])|\btrailing (?:new ?line|line ?(?:break|feed)|white ?space|space)|\\n["']?\s{0,2}(?:at the end|$)|\bends? with (?:a )?(?:\\n|new ?line|line break)|Zeilenumbruch|salto de línea|retour à la ligne|saut de ligne|a capo|改行|换行/im

/** Whether another token is sent than the one obtained, and whether a stored value was cut or has a line break. */
export function valueFacts(text: string): {
  readonly signs: ReadonlySet<ValueSign>
  readonly values: Values
} {
  const signs = new Set<ValueSign>()
  if (sendsOther(text)) signs.add('other-token-sent')
  const values: Values = {}
  const subject = subjectOf(text)
  if (subject !== null && measured.test(text)) {
    const lengths = lengthsIn(text, subject)
    const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)]
    const hasLineEnd = lineEnd.test(text)
    if (hasLineEnd) signs.add(`${subject}-has-line-end`)
    else if (lengths.size === 2 && (subject === 'secret' || columnLimits.has(shortest))) {
      signs.add(`${subject}-truncated`)
      values.shortLength = String(shortest)
      values.fullLength = String(longest)
    }
  }
  return { signs, values }
}

/** Lengths at which columns and fields cut a token. Complete tokens of two sellers differ in length, too. */
const columnLimits: ReadonlySet<number> = new Set([64, 100, 128, 200, 250, 255, 256, 300, 500, 512])

function subjectOf(text: string): 'token' | 'secret' | null {
  if (/refresh[_ -]?token/i.test(text)) return 'token'
  return /client[_ -]?secret|\bsecret\b|シークレット|密钥/i.test(text) ? 'secret' : null
}

const ofToken = /refresh[_ -]?token/i
const ofSecret = /secret/i
const ofOther = /access[_ -]?token|client[_ -]?id/i

/** Numbers in lines that measure the subject, and in the lines right below. */
function lengthsIn(text: string, subject: 'token' | 'secret'): ReadonlySet<number> {
  const other = subject === 'token' ? ofSecret : ofToken
  const lines = text.split('\n')
  const found = new Set<number>()
  for (const [at, line] of lines.slice(0, 200).entries()) {
    const isMeasured = measured.test(line)
    const isBelow = at > 0 && /^\s{0,8}\d{2,4}\s{0,4}$/.test(line) && measured.test(lines[at - 1] ?? '')
    if (!(isMeasured || isBelow) || line.length > 300) continue
    const told = line
      .split(/[,;]\s|\s(?:and|und|y|et|e)\s/)
      .filter((clause) => !(other.test(clause) || ofOther.test(clause)))
      .join(' ; ')
      .replace(/\b(?:id|port|store|shop|user)\b\s{0,2}[=:]?\s{0,2}\d+/gi, ' ')
    for (const [, digits = ''] of told.matchAll(number)) if (Number(digits) >= 20) found.add(Number(digits))
  }
  return found
}

/** The ends of a token as obtained and as sent, in lines that say which one it is. */
function sendsOther(text: string): boolean {
  const own = new Set<string>()
  const used = new Set<string>()
  for (const line of text.split('\n').slice(0, 200)) {
    if (!/token|Atza|jeton|トークン|令牌/i.test(line) || line.length > 400) continue
    for (const part of isSentAndObtained(line) ? line.split(clauseEnd) : [line]) {
      const found = [...part.matchAll(ends)].slice(0, 4).map(([, end = '']) => end)
      const isSent = sent.test(part)
      const isObtained = obtained.test(part.replace(/access-token/g, ''))
      if (isSent && !isObtained) for (const end of found) used.add(end)
      if (isObtained && !isSent) for (const end of found) own.add(end)
    }
  }
  return own.size > 0 && used.size > 0 && ![...used].some((end) => own.has(end))
}

const clauseEnd = /[;,]\s|\s(?:but|and|aber|und|pero|mais|ma)\s|、|，/

function isSentAndObtained(line: string): boolean {
  return sent.test(line) && obtained.test(line.replace(/access-token/g, ''))
}
