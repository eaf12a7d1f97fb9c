/** Bundles the diagnosis with all its dependencies into one file of a folder, with the licenses of third-party code. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeLicenses } from '../licenses.mjs'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))
const [folder = path('dist')] = process.argv.slice(2)

const { metafile } = await build({
  entryPoints: [path('../../scripts/diagnose-once.ts')],
  outfile: join(folder, 'diagnose.js'),
  bundle: true,
  minifySyntax: true,
  metafile: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  banner: { js: '#!/usr/bin/env node' },
})
writeLicenses(join(folder, 'LICENSES.txt'), metafile)
