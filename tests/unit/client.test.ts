import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generateClient } from '#scripts/write-client.ts'

test('the TypeScript client matches the OpenAPI document: run npm run client', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'client-'))
  try {
    await generateClient(folder)
    const stored = join(import.meta.dirname, '../../clients/typescript/src/client.ts')
    expect(await readFile(join(folder, 'client.ts'), 'utf8')).toBe(await readFile(stored, 'utf8'))
  } finally {
    await rm(folder, { recursive: true })
  }
})
