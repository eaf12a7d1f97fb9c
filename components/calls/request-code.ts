/** A request as it is sent to Amazon, without its token. */
export interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

export const languages = ['curl', 'Node', 'Python'] as const
export type Language = (typeof languages)[number]

const tokenHeader = 'x-amz-access-token'
/** Set by the client that runs the code. */
const ownHeaders = new Set(['x-amz-date', 'user-agent'])

/** The same request in another language. The token is read from the environment as TOKEN. */
export function toCode(language: Language, { method, url, headers, body }: SentRequest): string {
  const sent = Object.entries(headers).filter(([name]) => name !== tokenHeader && !ownHeaders.has(name))
  switch (language) {
    case 'curl':
      return [
        `curl${method === 'GET' ? '' : ` -X ${method}`} ${shell(url)}`,
        `-H "${tokenHeader}: $TOKEN"`,
        ...sent.map(([name, value]) => `-H ${shell(`${name}: ${value}`)}`),
        ...(body === undefined ? [] : [`-d ${shell(body)}`]),
      ].join(' \\\n  ')
    case 'Node':
      return [
        `const response = await fetch(${JSON.stringify(url)}, {`,
        `  method: ${JSON.stringify(method)},`,
        '  headers: {',
        `    '${tokenHeader}': process.env.TOKEN,`,
        ...sent.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
        '  },',
        ...(body === undefined ? [] : [`  body: ${JSON.stringify(body)},`]),
        '})',
        'console.log(response.status, await response.text())',
      ].join('\n')
    case 'Python':
      return [
        'import os, urllib.request',
        '',
        'request = urllib.request.Request(',
        `    ${JSON.stringify(url)},`,
        `    method=${JSON.stringify(method)},`,
        '    headers={',
        `        "${tokenHeader}": os.environ["TOKEN"],`,
        ...sent.map(([name, value]) => `        ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
        '    },',
        ...(body === undefined ? [] : [`    data=${JSON.stringify(body)}.encode(),`]),
        ')',
        'with urllib.request.urlopen(request) as response:',
        '    print(response.status, response.read().decode())',
      ].join('\n')
  }
}

function shell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
