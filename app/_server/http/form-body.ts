import type { IncomingMessage } from 'node:http'
import type { ErrorCode } from '#lib/errors.ts'
import { readBody, withBody } from '#lib/limit-body.ts'

/** Whether Next will read this request as a form: as a browser sends it, or a script of Next's in its stead. */
export function isForm({ method, headers }: IncomingMessage): boolean {
  const type = headers['content-type'] ?? ''
  return method === 'POST' && (isMultipart(type) || isArguments(type, headers))
}

/**
 * The same request with its form read, or the reason why it is refused. Next would answer a damaged form with a 500 and
 * log it as a fault of ours. `done` is never called when the client disconnects.
 */
export function readForm(
  request: IncomingMessage,
  mostBytes: number,
  done: (form: IncomingMessage | ErrorCode) => void,
): void {
  readBody(request, mostBytes, async (body) => {
    if (body === null) done('form_too_large')
    else done((await isReadable(request, body)) ? withBody(request, body) : 'input_invalid')
  })
}

async function isReadable({ headers }: IncomingMessage, body: Buffer): Promise<boolean> {
  const type = headers['content-type'] ?? ''
  try {
    if (isMultipart(type)) {
      await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    } else {
      JSON.parse(body.toString())
    }
    return true
  } catch {
    return false
  }
}

function isMultipart(type: string): boolean {
  return /^multipart\/form-data\b/i.test(type)
}

/** The arguments of a server action that need no form. */
function isArguments(type: string, headers: IncomingMessage['headers']): boolean {
  return headers['next-action'] !== undefined && /^text\/plain\b/i.test(type)
}
