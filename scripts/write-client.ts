import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'orval'
import { describeApi } from '#api/openapi.ts'
import { projectFolder } from './load-environment.ts'

/** The demo's address. A client gets its address from its configuration. */
const exampleUrl = 'http://localhost:3000'

/** Generates `client.ts`, which sends its requests through `send.ts` next to it. */
export async function generateClient(folder: string): Promise<void> {
  const own = await mkdtemp(join(tmpdir(), 'gatehouse-client-'))
  try {
    const document = join(own, 'openapi.json')
    const target = join(own, 'client.ts')
    await writeFile(document, JSON.stringify(describeApi(exampleUrl)))
    await cp(join(projectFolder, 'clients/typescript/src/send.ts'), join(own, 'send.ts'))
    await generate({
      input: document,
      output: {
        target,
        client: 'fetch',
        mode: 'single',
        override: {
          fetch: { includeHttpResponseReturnType: false },
          mutator: { path: join(own, 'send.ts'), name: 'send', extension: '.ts' },
        },
      },
    })
    const text = await readFile(target, 'utf8')
    await writeFile(join(folder, 'client.ts'), text)
  } finally {
    await rm(own, { recursive: true })
  }
}
