import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import type { Amazon } from './amazon.ts'
import type { Demo, Place } from './demo.ts'
import type { Trace } from './recorder.ts'

export interface NamedSecret {
  readonly name: string
  readonly value: string
}

/** Every secret that a run used, by kind. `more`: those that only the test knows. */
export async function collectSecrets(
  { folder }: Place,
  demo: Demo,
  amazon: Amazon,
  contexts: readonly BrowserContext[],
  more: readonly NamedSecret[],
): Promise<NamedSecret[]> {
  const kept: Record<string, string> = JSON.parse(readFileSync(join(folder, 'demo-secrets.json'), 'utf8'))
  const named = (name: string, values: Iterable<string>) =>
    [...new Set(values)].map((value) => ({ name, value }))
  const heard = (await amazon.received()).flatMap(({ query, body, responseBody, headers }) => [
    decodeURIComponent(query),
    decodeURIComponent(body.replaceAll('+', ' ')),
    responseBody,
    JSON.stringify(headers),
  ])
  const found = (shape: RegExp) =>
    heard.flatMap((text) => [...text.matchAll(shape)].map(([, value = '']) => value))
  const cookies = (await Promise.all(contexts.map((context) => context.cookies(demo.app)))).flat()
  return [
    ...named(
      'encryption key',
      (kept.GATEHOUSE_KEYS ?? '').split(',').map((pair) => pair.split(':')[1] ?? ''),
    ),
    ...named('AUTH_SECRET', [kept.AUTH_SECRET ?? '']),
    ...named('client secret', [kept.LWA_CLIENT_SECRET ?? '']),
    ...named('refresh token', found(/(Atzr\|[^"&\s]+)/g)),
    ...named('access token', found(/(Atza\|[^"&\s]+)/g)),
    ...named('authorization code', found(/(?<![\w_])code=([^&\s]+)/g)),
    ...named('state', found(/(?<![\w_])state=([\w-]{43})/g)),
    ...named(
      'cookie',
      cookies.map(({ value }) => value).filter((value) => value.length > 20),
    ),
    ...named('password', [demo.operator.password, demo.seller.password]),
    ...more,
  ]
}

/** Finds a secret, or a substantial part of it, in a text, in any of the usual encodings. */
export function findSecrets(secrets: readonly NamedSecret[], traces: readonly Trace[]): string[] {
  const pieces = secrets.flatMap(({ name, value }) =>
    [...new Set(writings(value))].map((piece) => ({ name, piece })),
  )
  const found = traces.flatMap(({ where, text }) =>
    pieces.filter(({ piece }) => text.includes(piece)).map(({ name }) => `${name} in the ${where}`),
  )
  return [...new Set(found)]
}

const pieceLength = 24

function writings(value: string): string[] {
  const pieces =
    value.length > 2 * pieceLength ? [value.slice(0, pieceLength), value.slice(-pieceLength)] : [value]
  return pieces.flatMap((piece) => [
    piece,
    encodeURIComponent(piece),
    JSON.stringify(piece).slice(1, -1),
    // Without its last characters, which depend on the following ones.
    Buffer.from(piece)
      .toString('base64')
      .replace(/.{2}=*$/, ''),
    Buffer.from(piece).toString('hex'),
  ])
}
