import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)

const faces = [
  { family: 'Geist', path: '/_fonts/geist', file: 'geist/files/geist-latin-wght-normal.woff2' },
  {
    family: 'Geist Mono',
    path: '/_fonts/geist-mono',
    file: 'geist-mono/files/geist-mono-latin-wght-normal.woff2',
  },
]

export const fontFaces = faces
  .map(
    ({ family, path }) =>
      `@font-face { font-family: '${family}'; font-weight: 100 900; src: url(${path}) format('woff2'); }`,
  )
  .join('\n')

/** By their paths, which are the same under each of Amazon's hosts. */
export const fonts: ReadonlyMap<string, Uint8Array<ArrayBuffer>> = new Map(
  faces.map(({ path, file }) => [
    path,
    new Uint8Array(readFileSync(resolve(`@fontsource-variable/${file}`))),
  ]),
)
