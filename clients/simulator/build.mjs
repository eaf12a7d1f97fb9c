/** Bundles the simulator with all its dependencies into dist/, with the licenses of third-party code. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeLicenses } from '../licenses.mjs'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))
const { resolve } = createRequire(import.meta.url)

rmSync(path('dist'), { recursive: true, force: true })
mkdirSync(path('dist/_fonts'), { recursive: true })
const { metafile } = await build({
  entryPoints: { simulator: path('../../scripts/simulator.ts'), index: path('../../simulator/start.ts') },
  outdir: path('dist'),
  bundle: true,
  splitting: true,
  minifySyntax: true,
  metafile: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  banner: { js: '#!/usr/bin/env node' },
})
copyFileSync(path('../../simulator/preload.mjs'), path('dist/preload.mjs'))
for (const font of ['geist', 'geist-mono']) {
  const file = resolve(`@fontsource-variable/${font}/files/${font}-latin-wght-normal.woff2`)
  copyFileSync(file, path(`dist/_fonts/${font}.woff2`))
}
writeLicenses(path('dist/LICENSES.txt'), metafile, [
  '@fontsource-variable/geist',
  '@fontsource-variable/geist-mono',
])
