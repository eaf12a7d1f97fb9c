import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const packages = join(process.cwd(), 'node_modules/@fontsource-variable')
const files: Readonly<Record<string, string>> = {
  geist: join(packages, 'geist/files/geist-latin-wght-normal.woff2'),
  'geist-mono': join(packages, 'geist-mono/files/geist-mono-latin-wght-normal.woff2'),
}

/** The fonts of pages outside React (`problem-document.ts`). All others get theirs from Next. */
export async function GET(_: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const { name } = await params
  const file = Object.hasOwn(files, name) ? files[name] : undefined
  if (file === undefined) return new Response(null, { status: 404 })
  return new Response(await readFile(file), {
    headers: { 'Content-Type': 'font/woff2', 'Cache-Control': 'public, max-age=31536000, immutable' },
  })
}
