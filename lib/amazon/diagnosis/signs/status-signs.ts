const statuses = [400, 401, 403, 404, 405, 413, 415, 429, 500, 502, 503, 504] as const

type KnownStatus = (typeof statuses)[number]

export type StatusSign = `status-${KnownStatus}`

/** Null for a status that means nothing on its own. */
export function knownStatus(status: number): KnownStatus | null {
  return statuses.find((one) => one === status) ?? null
}

const number = /(?<![\d.])[45]\d\d(?!\d|\.\d)/g
const before =
  /(?:\bHTTP(?:\/\d(?:\.\d)?)?|\bstatus(?:[ _-]?code)?(?: of)?|response(?:[ _-]?code)?(?: of)?|http_?code|resulted in an?|\berror|\bcode|\bSP-API|\bLWA|answer(?:s|ed)?(?: with)?|respond(?:s|ed)?(?: with)?|\b(?:gets?|got|getting|receiv(?:e|ed|es|ing)|returns?|returned|throws?|gives?|an?|eine?n?|une?)|bekomm\w{0,3}|erhalt\w{0,3}|kommt|recib\w{0,4}|devuelve|reçois|obtiens|renvoie|ricev\w{0,4}|restituisce|antwortet(?: mit)?|répond|respond[eo]|rispond[eo]|ergibt|wirft|liefert|krieg\w{0,2}|sale|lanza|obtengo|ottengo|reçoi\w{1,4}|[[(]|返回|报错?|報錯|を返す|ステータス|エラー|错误码?)[\s"'`:=>[(]{0,5}$/i
const after =
  /^[\s"'`:)\]-]{0,4}(?:Bad Request|Unauthorized|Forbidden|Not Found|Not Allowed|Method Not|Request Entity|Payload|Unsupported|Too Many|Internal Server|Bad Gateway|Service Unavailable|Gateway|Client Error|Server Error|error|Invalid|(?:when|from|on|for)\b|エラー|错误|報錯|报错|fehler)/i

/** A number after a colon or an arrow is a status, unless it counts something. */
const behindMark = /(?:[:：>→]|->|=>)\s{0,3}$/
const notCounted =
  /^(?:\s{0,3}$|\.(?:\s|$)|\s{0,3}[\n{<,;(]|\s(?:although|though|even|but|while|since|if|obwohl|aber|aunque|pero|alors|mais|anche|ma)\b)/i

/** Statuses that hardly ever count anything, on their own in a sentence: followed by its end or by a preposition. */
const lone =
  /(?<![\w.,#:/$€-])(?:401|403|404|405|415|429|50[234])(?![\w,.-]*\d)(?=\s{0,2}(?:$|[.,;!?)\n、。]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:in|on|at|from|when|as|and|for|bei|beim|auf|von|seit|en|con|al|desde|cuando|sur|avec|quand|su|da|quando|y|et|e|und)\b))/gu
const ofServer =
  /sellingpartnerapi|\bSP-?API\b|\bLWA\b|amazon|アマゾン|亚马逊|(?:get|create|list|search)[A-Z]\w{3,30}|o2\/token/i

/** HTTP statuses that the text identifies as such. A bare number doesn't count. */
export function readStatuses(text: string): readonly number[] {
  const found = new Set<number>()
  // The whole pasted text is a status.
  if (/^\s{0,20}[45]\d\d\s{0,20}$/.test(text)) found.add(Number(text))
  for (const { 0: status, index } of text.matchAll(number)) {
    const front = text.slice(Math.max(0, index - 40), index)
    const rest = text.slice(index + 3, index + 40)
    const isNamed =
      before.test(front) || after.test(rest) || (behindMark.test(front) && notCounted.test(rest))
    if (isNamed) found.add(Number(status))
  }
  if (found.size === 0 && ofServer.test(text))
    for (const [status] of [...text.matchAll(lone)].slice(0, 4)) found.add(Number(status))
  return [...found]
}

/** The statuses in a text that mean something on their own. */
export function* statusSigns(text: string): Iterable<StatusSign> {
  // Clients that print only the reason phrase.
  if (/\bForbidden\b|["'“‘]forbidden["'”’]/.test(text)) yield 'status-403'
  if (/\bbad request\b/i.test(text)) yield 'status-400'
  for (const status of readStatuses(text)) {
    const known = knownStatus(status)
    if (known !== null) yield `status-${known}`
  }
}
