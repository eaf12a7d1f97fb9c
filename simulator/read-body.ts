import type { IncomingMessage } from 'node:http'

export const longestBodyBytes = 1_048_576

/** The whole body as text, or null as soon as it is longer than a mebibyte. */
export function readBody(incoming: IncomingMessage): Promise<string | null> {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers
  if ((length === undefined || length === '0') && encoding === undefined) return Promise.resolve('')
  if (Number(length) > longestBodyBytes) return Promise.resolve(null)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= longestBodyBytes) chunks.push(chunk)
      // The rest is read and discarded: a client that is cut off in the middle would not see the response.
      else resolve(null)
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    incoming.on('error', reject)
    incoming.on('close', () => reject(new Error('the client went away')))
  })
}
