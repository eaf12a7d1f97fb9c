import { existsSync, readFileSync } from 'node:fs'
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

/** In the package on its own, they lie beside the bundle. */
function find({ path, file }: (typeof faces)[number]): URL | string {
  const packed = new URL(`.${path}.woff2`, import.meta.url)
  return existsSync(packed) ? packed : resolve(`@fontsource-variable/${file}`)
}

/** By their paths, which are the same under each of Amazon's hosts. */
export const fonts: ReadonlyMap<string, Uint8Array<ArrayBuffer>> = new Map(
  faces.map((face) => [face.path, new Uint8Array(readFileSync(find(face)))]),
)
