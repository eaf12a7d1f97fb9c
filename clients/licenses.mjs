/** The licenses of third-party code, which a bundle has to bring along. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../node_modules/', import.meta.url))

/** Writes the license of each package that esbuild has bundled, and of `others`, into a file. */
export function writeLicenses(file, { inputs }, others = []) {
  const bundled = Object.keys(inputs).flatMap((path) => {
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? []
    return name === undefined ? [] : [name]
  })
  const texts = [...new Set([...bundled, ...others])].sort().map((name) => {
    const license = readdirSync(`${packages}${name}`).find((one) => /^licen[cs]e\b/i.test(one))
    if (license === undefined) throw new Error(`${name} has no license file`)
    return `${name}\n\n${readFileSync(`${packages}${name}/${license}`, 'utf8').trim()}\n`
  })
  writeFileSync(file, texts.join(`\n${'-'.repeat(80)}\n\n`))
}
