const statuses = [400, 401, 403, 404, 405, 413, 415, 429, 500, 502, 503, 504] as const

type KnownStatus = (typeof statuses)[number]

export type StatusSign = `status-${KnownStatus}`

/** Null for a status that says nothing on its own. */
export function knownStatus(status: number): KnownStatus | null {
  return statuses.find((one) => one === status) ?? null
}

const beforeNumber =
  /(?:\bHTTP(?:\/\d(?:\.\d)?)?|\bstatus(?:[ _-]?code)?|response(?:[ _-]?code)?|http_?code|resulted in an?|\berror|\bcode|\bSP-API|\bLWA|answer|[[(])[\s"'`:=>[(]{0,5}([45]\d\d)\b/gi
const afterNumber =
  /\b([45]\d\d)\b[\s"'`:)\]-]{0,4}(?:Bad Request|Unauthorized|Forbidden|Not Found|Not Allowed|Method Not|Request Entity|Payload|Unsupported|Too Many|Internal Server|Bad Gateway|Service Unavailable|Gateway|Client Error|Server Error|error)/gi

/** HTTP statuses that the text names as such: a bare number is none. */
export function readStatuses(text: string): readonly number[] {
  const found = [...text.matchAll(beforeNumber), ...text.matchAll(afterNumber)].map(([, number]) =>
    Number(number),
  )
  return [...new Set(found)]
}

export function* statusSigns(text: string): Iterable<StatusSign> {
  // Clients that print the reason only.
  if (/\bForbidden\b/.test(text)) yield 'status-403'
  for (const status of readStatuses(text)) {
    const known = knownStatus(status)
    if (known !== null) yield `status-${known}`
  }
}
